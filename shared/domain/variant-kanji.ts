/**
 * Variant kanji that NFKC does not fold, each with the form it is searched under. Only search keys
 * use this; the printed form is never changed. The left side is what is written, the right side
 * the key: 髙→高, and where two forms are both common (斉/斎, 嶋/島, 竜/龍) one of them.
 */
const pairs =
  '髙高 﨑崎 嵜崎 碕崎 澤沢 邉辺 邊辺 齋斎 斉斎 齊斎 濵浜 濱浜 廣広 德徳 𠮷吉 嶋島 嶌島 冨富 眞真 惠恵 國国 瀨瀬 龍竜 澁渋 ' +
  '檜桧 籔薮 藪薮 會会 圓円 學学 醫医 榮栄 櫻桜 與与 豐豊 實実 壽寿 嶽岳 萬万 靜静 條条 縣県 區区 號号 淺浅 邨村 峯峰 埜野 ' +
  '薗園 舘館 桒桑 槇槙 曻昇 籠篭 鐵鉄 關関 緖緒 增増 寬寛 祿禄 敎教 淸清 靑青 步歩 每毎 黑黒 佛仏 來来 兒児 勳勲 單単 團団 ' +
  '圍囲 壹壱 姬姫 將将 尙尚 巖巌 嚴厳 帶帯 彌弥 從従 應応 戶戸 拂払 攝摂 晉晋 晝昼 曉暁 曾曽 歷歴 氣気 涉渉 滿満 灣湾 燈灯 ' +
  '爲為 獻献 瑤瑶 當当 發発 盡尽 礦鉱 禮礼 稻稲 穗穂 竝並 總総 聲声 聰聡 肅粛 臺台 舊旧 莊荘 藏蔵 藝芸 藥薬 處処 螢蛍 覺覚 ' +
  '覽覧 譽誉 讓譲 變変 轉転 遙遥 遲遅 鄕郷 郞郎 釋釈 鎭鎮 鑛鉱 顯顕 驛駅 體体 髮髪 鷗鴎 鶯鴬 鷄鶏 鹽塩 麥麦 麵麺 默黙 齒歯 ' +
  '龜亀 瀧滝 燒焼 巢巣 廳庁 劍剣 經経 繩縄 缺欠 裝装 靈霊 鬪闘 辨弁 豫予 餘余 附付 枩松 栁柳 槗橋 渕淵 渊淵 溪渓 濟済 濤涛 ' +
  '煕熙 煇輝 凛凜 莖茎 廏厩'

/** Written form → key form. */
export const variantKanji: ReadonlyMap<string, string> = new Map(
  pairs
    .split(' ')
    .map((pair) => {
      const [from = '', to = ''] = pair // by code point: 𠮷 is two UTF-16 units
      return [from, to]
    }),
)

const pattern = new RegExp(`[${[...variantKanji.keys()].join('')}]`, 'gu')

/** Every listed variant in its key form. Idempotent: no key form is itself a variant. */
export function foldVariantKanji(text: string): string {
  return text.replace(pattern, (character) => variantKanji.get(character) ?? character)
}
