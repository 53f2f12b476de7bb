/**
 * Words of facilities' names whose reading is known, so that the dictionary is only asked for the rest: it takes 皮フ科
 * and 診療所 apart and reads the pieces one by one.
 */
const words: Readonly<Record<string, string>> = {
  総合診療所: 'ソウゴウシンリョウジョ', 診療所: 'シンリョウジョ', 医院: 'イイン', 病院前: 'ビョウインマエ', 病院: 'ビョウイン', 本院: 'ホンイン', 分院: 'ブンイン', 薬局: 'ヤッキョク', 薬店: 'ヤクテン', 薬舗: 'ヤクホ', 薬房: 'ヤクボウ', 調剤: 'チョウザイ', 漢方: 'カンポウ', 保険: 'ホケン',
  訪問看護: 'ホウモンカンゴ', 訪問診療: 'ホウモンシンリョウ', 在宅: 'ザイタク', 往診: 'オウシン', 医療: 'イリョウ', 附属: 'フゾク', 付属: 'フゾク', 市立: 'シリツ', 町立: 'チョウリツ', 村立: 'ソンリツ', 県立: 'ケンリツ', 国立: 'コクリツ', 国保: 'コクホ', 日赤: 'ニッセキ',
  生協: 'セイキョウ', 心療: 'シンリョウ', 診療室: 'シンリョウシツ', 獨協: 'ドッキョウ', 独協: 'ドッキョウ', 掖済会: 'エキサイカイ', 慈恵: 'ジケイ', 急病: 'キュウビョウ',
  総合: 'ソウゴウ', 中央: 'チュウオウ', 記念: 'キネン', 駅前: 'エキマエ', 駅東: 'エキヒガシ', 駅西: 'エキニシ', 駅南: 'エキミナミ', 駅北: 'エキキタ', 大通り: 'オオドオリ', 大通: 'オオドオリ', 通り: 'ドオリ', 本店: 'ホンテン', 支店: 'シテン', 号店: 'ゴウテン', 市役所前: 'シヤクショマエ', 店: 'テン', 院: 'イン',
  内科: 'ナイカ', 外科: 'ゲカ', 整形外科: 'セイケイゲカ', 整形: 'セイケイ', 形成外科: 'ケイセイゲカ', 脳神経外科: 'ノウシンケイゲカ', 脳外科: 'ノウゲカ', 心臓血管外科: 'シンゾウケッカンゲカ', 美容外科: 'ビヨウゲカ', 小児科: 'ショウニカ', 小児: 'ショウニ', 産婦人科: 'サンフジンカ', 産科: 'サンカ', 婦人科: 'フジンカ',
  皮膚科: 'ヒフカ', 皮フ科: 'ヒフカ', 皮ふ科: 'ヒフカ', ひ尿器科: 'ヒニョウキカ', 泌尿器科: 'ヒニョウキカ', 泌尿器: 'ヒニョウキ', 眼科: 'ガンカ', 耳鼻咽喉科: 'ジビインコウカ', 耳鼻いんこう科: 'ジビインコウカ', 耳鼻科: 'ジビカ', 耳鼻咽喉: 'ジビインコウ', 胃腸科: 'イチョウカ', 胃腸: 'イチョウ', 肛門科: 'コウモンカ', 肛門: 'コウモン', 大腸: 'ダイチョウ',
  循環器: 'ジュンカンキ', 呼吸器: 'コキュウキ', 消化器: 'ショウカキ', 神経科: 'シンケイカ', 神経: 'シンケイ', 精神科: 'セイシンカ', 心療内科: 'シンリョウナイカ', 放射線科: 'ホウシャセンカ', 麻酔科: 'マスイカ', 糖尿病: 'トウニョウビョウ', 甲状腺: 'コウジョウセン', 乳腺: 'ニュウセン', 透析: 'トウセキ', 腎: 'ジン', 膠原病: 'コウゲンビョウ', 内視鏡: 'ナイシキョウ', 認知症: 'ニンチショウ',
  歯科口腔外科: 'シカコウクウゲカ', 歯科: 'シカ', 口腔: 'コウクウ', 矯正: 'キョウセイ', 歯列: 'シレツ', 歯周病: 'シシュウビョウ', 歯: 'ハ', 赤十字: 'セキジュウジ', 厚生連: 'コウセイレン', 済生会: 'サイセイカイ', 診療: 'シンリョウ', 検診: 'ケンシン', 健診: 'ケンシン', 療養所: 'リョウヨウジョ', 療育: 'リョウイク', 医科: 'イカ', 医大: 'イダイ', 大学: 'ダイガク', 科: 'カ',
}

/** These are read so at the end of a name only (小川の院, 歯のクリニック): inside they may be part of another word. */
const onlyAtEnd = new Set(['店', '院', '科', '歯', '腎'])

const pattern = new RegExp(
  Object.keys(words)
    .sort((left, right) => right.length - left.length)
    .map((word) => (onlyAtEnd.has(word) ? `${word}$` : word))
    .join('|'),
  'gu',
)

export interface NamePiece {
  readonly text: string
  /** null = to be looked up. */
  readonly reading: string | null
}

/** A name in pieces: the known words with their reading, and what stands between them. */
export function medicalWords(name: string): NamePiece[] {
  const pieces: NamePiece[] = []
  let end = 0
  for (const match of name.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: name.slice(end, match.index), reading: null })
    pieces.push({ text: match[0], reading: words[match[0]] ?? null })
    end = match.index + match[0].length
  }
  if (end < name.length) pieces.push({ text: name.slice(end), reading: null })
  return pieces
}
