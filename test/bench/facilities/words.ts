/** Words that names of facilities are made of, with their readings and how often they stand there (per 1,000 where measured). */
import type { Spoken } from './surnames.ts'

export type Weighted = readonly (readonly [word: Spoken, weight: number])[]

const word = (text: string, reading: string): Spoken => ({ text, reading })

/** "内科ナイカ:156": word, reading, weight. */
const weighted = (entries: string): Weighted =>
  entries.trim().split(/\s+/u).map((entry) => {
    const match = /^(.+?)([ァ-ヺー]+):([\d.]+)$/u.exec(entry)
    if (match?.[1] === undefined || match[2] === undefined) throw new RangeError(`Not a word with its reading: ${entry}`)
    return [word(match[1], match[2]), Number(match[3])] as const
  })

/** "クリニック:411": a word in katakana is its own reading. */
const sounding = (entries: string): Weighted =>
  entries.trim().split(/\s+/u).map((entry) => {
    const [text = '', weight = '1'] = entry.split(':')
    return [word(text, text.replace(/[ぁ-ゖ]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0x60))), Number(weight)] as const
  })

/** Departments in names of clinics: measured. */
export const departments: Weighted = [
  ...weighted(`内科ナイカ:156 眼科ガンカ:66 整形外科セイケイゲカ:60 耳鼻咽喉科ジビインコウカ:37 小児科ショウニカ:25 皮膚科ヒフカ:20 外科ゲカ:17 胃腸科イチョウカ:13 泌尿器科ヒニョウキカ:10
  皮フ科ヒフカ:9.5 産婦人科サンフジンカ:8 循環器科ジュンカンキカ:7 脳神経外科ノウシンケイゲカ:7 総合ソウゴウ:4 循環器内科ジュンカンキナイカ:5 在宅ザイタク:5 形成外科ケイセイゲカ:4 腎ジン:3.8 消化器科ショウカキカ:3.6
  消化器内科ショウカキナイカ:3.6 内視鏡ナイシキョウ:3.5 婦人科フジンカ:2.5 心療内科シンリョウナイカ:2.1 呼吸器科コキュウキカ:2 健診ケンシン:1.9 糖尿病トウニョウビョウ:1.9 乳腺ニュウセン:1.9 胃腸内科イチョウナイカ:1.7
  神経内科シンケイナイカ:1.7 呼吸器内科コキュウキナイカ:1.7 透析トウセキ:1.5 脳神経ノウシンケイ:1.5 耳鼻科ジビカ:1.4 女性ジョセイ:1.3 脳神経内科ノウシンケイナイカ:1 美容ビヨウ:1 糖尿病内科トウニョウビョウナイカ:0.9
  肛門科コウモンカ:0.9 訪問ホウモン:0.8 乳腺外科ニュウセンゲカ:0.5 麻酔科マスイカ:0.5`),
  ...sounding('こども:17 メンタル:10.5 ファミリー:8 レディース:7.5 ハート:4 リハビリテーション:4 こころの:2.8 ホーム:2.5 スキン:2 ペイン:2 アイ:2 レディス:1.4 ウィメンズ:1'),
  [word('リウマチ科', 'リウマチカ'), 1.3], [word('アレルギー科', 'アレルギーカ'), 4.5],
]

export const dentalDepartments: Weighted = [...weighted('矯正キョウセイ:30 小児ショウニ:14 口腔外科コウクウゲカ:8 審美シンビ:4 予防ヨボウ:4'), ...sounding('インプラント:3 こども:14 ファミリー:20 デンタル:20')]

/** Hiragana words that are nobody's name, as often as measured (さくら leads). */
export const gentleWords: Weighted = sounding(`さくら:18 ひまわり:10 あおば:9 あさひ:9 けやき:9 あおぞら:8 みどり:8 あけぼの:6 ふたば:6 ひかり:6 なごみ:6 わかば:6 いずみ:5 おひさま:5 めぐみ:4 さつき:4 みなと:4 どんぐり:4 しらかば:4 にこにこ:4
つばさ:4 すみれ:4 こすもす:3 たんぽぽ:3 つくし:3 すずらん:3 もみじ:3 かえで:3 ほほえみ:3 はるかぜ:2 こもれび:3 ゆうあい:3 なのはな:3 ひばり:3 すばる:2 きずな:3 あすなろ:3 かもめ:2 やすらぎ:3 のぞみ:4 きらら:2 ゆめ:2 たいよう:2 ほのか:2
はなみずき:2 ラベンダー:1 オリーブ:2 ひだまり:3 みずほ:2 いちょう:2 くすのき:3 まつかぜ:1 みらい:4 つむぎ:2 はぐくみ:2 そら:2 りんご:2 あんず:1 ゆず:1 ことり:2 ひなた:3 あかね:2 ほたる:2 ちとせ:2 やわらぎ:1 とも:2 ゆい:2 むつみ:2 あゆみ:3`)

/** Katakana and the like, as coined by founders. */
export const coinedWords: Weighted = sounding(`ライフ:3 サン:3 ケア:3 ハーモニー:2 グリーン:3 ウェル:2 フラワー:1 パーク:2 ミント:1 ソレイユ:1 アルファ:1 プライム:1 フィット:1 エール:1 フォレスト:2 リバーサイド:2 セントラル:2 ガーデン:2 ファースト:1 オーシャン:1 ステラ:1
アップル:1 スマイル:3 ベル:1 ブルー:1 ナチュラル:1 ビオラ:1 アクア:1 ルミエール:1 コスモ:2 アイリス:1 クローバー:2 ベスト:1 シティ:2 ニュータウン:1 スカイ:1 ロイヤル:1 メープル:1 ポプラ:1 リリー:1 ピース:1 フェニックス:1 グランド:1`)

/** What stands behind a place: measured in part (駅前 13, 中央 13, 総合 9 per 1,000 names). */
export const placeWords: Weighted = [
  ...weighted('駅前エキマエ:11 中央チュウオウ:11 東ヒガシ:6 西ニシ:6 南ミナミ:6 北キタ:6 西口ニシグチ:3 東口ヒガシグチ:3 記念キネン:5 公園コウエン:2 市民シミン:2 総合ソウゴウ:2 通ドオリ:3 大通オオドオリ:1 新町シンマチ:2 台ダイ:2 緑ミドリ:1 本町ホンチョウ:3 団地ダンチ:1'),
  ...sounding('ひばりが丘:1 タウン:1 メディカル:4 ニュータウン:1'.replace('ひばりが丘:1 ', '')), [word('ひばりが丘', 'ヒバリガオカ'), 1], [word('つつじが丘', 'ツツジガオカ'), 1], [word('ゆうひが丘', 'ユウヒガオカ'), 1],
]

/** Characters of which names of associations and of old clinics are made (仁愛, 恵生). */
export const virtues: Weighted = weighted(`仁ジン:30 愛アイ:12 恵ケイ:18 和ワ:14 清セイ:9 健ケン:10 慈ジ:9 博ハク:5 誠セイ:7 明メイ:8 康コウ:7 光コウ:6 生セイ:10 友ユウ:7 寿ジュ:7 泉セン:3 樹ジュ:3 優ユウ:3 正セイ:5 桜オウ:2 松ショウ:4 成セイ:6 心シン:8 徳トク:8 秀シュウ:4
翔ショウ:3 敬ケイ:6 善ゼン:3 真シン:5 尚ショウ:3 済サイ:2 同ドウ:2 聖セイ:3 美ミ:4 幸コウ:4 栄エイ:4 春シュン:4 朋ホウ:3 啓ケイ:4 宏コウ:3 彩サイ:2 隆リュウ:2 豊ホウ:3 福フク:3 松ショウ:2 良リョウ:3 公コウ:2 昭ショウ:2 進シン:2 興コウ:2 育イク:2`)

/** Legal persons before the name of a medical or dental facility: measured on 医科, per 1,000 names; the rest has none. */
export const legalForms: Weighted = weighted(`医療法人社団イリョウホウジンシャダン:171 医療法人イリョウホウジン:159 社会医療法人シャカイイリョウホウジン:9.3 社会福祉法人シャカイフクシホウジン:4.4 医療法人財団イリョウホウジンザイダン:2.8 一般社団法人イッパンシャダンホウジン:2.5
公益財団法人コウエキザイダンホウジン:2.3 公益社団法人コウエキシャダンホウジン:1.5 独立行政法人国立病院機構ドクリツギョウセイホウジンコクリツビョウインキコウ:1 社会医療法人社団シャカイイリョウホウジンシャダン:0.9 特定医療法人トクテイイリョウホウジン:0.8
独立行政法人地域医療機能推進機構ドクリツギョウセイホウジンチイキイリョウキノウスイシンキコウ:0.5 独立行政法人労働者健康安全機構ドクリツギョウセイホウジンロウドウシャケンコウアンゼンキコウ:0.3 社会医療法人財団シャカイイリョウホウジンザイダン:0.3`)
/** Of 1,000 names, those that begin with one of them. */
export const legalFormShare = 0.3585

/** Companies that run pharmacies and visiting nurses; their names stand in the column of the founder. */
export const companyForms: Weighted = weighted('株式会社カブシキガイシャ:62 有限会社ユウゲンガイシャ:26 合同会社ゴウドウガイシャ:8 一般社団法人イッパンシャダンホウジン:4')

/** Endings, where the name does not end with a department. */
export const clinicEndings: Weighted = [[word('クリニック', 'クリニック'), 390], [word('医院', 'イイン'), 160], ...weighted('診療所シンリョウジョ:50 診療室シンリョウシツ:1')]
export const hospitalEndings: Weighted = weighted('病院ビョウイン:93 医療センターイリョウセンター:2.7')
export const dentalEndings: Weighted = [[word('歯科医院', 'シカイイン'), 48], [word('歯科クリニック', 'シカクリニック'), 17], [word('歯科', 'シカ'), 22], [word('デンタルクリニック', 'デンタルクリニック'), 9], [word('歯科診療所', 'シカシンリョウジョ'), 4]]

/** Brands of dispensing chains: made up, with as many branches as large, middle and small chains have. */
export const chains: Weighted = [
  ...sounding('さくら:900 ひまわり:700 あおぞら:500 みどり:450 すずらん:400 たんぽぽ:330 つばさ:300 きらり:260 なのはな:260 すみれ:240 わかば:220 あおば:210 ふれあい:200 はなまる:180 こすもす:170 オリーブ:150 ハート:150 アップル:140 サン:130 フラワー:120 いちご:100 ほほえみ:90 のぞみ:90 ウェルネス:900 スマイル:600 メディカル:300 ファミリー:280'),
  ...weighted('日本中央ニッポンチュウオウ:700 共栄キョウエイ:250 大和ヤマト:200 健康堂ケンコウドウ:180 東洋トウヨウ:120 三和サンワ:110 栄光エイコウ:90 みなと調剤ミナトチョウザイ:80'),
]

/** 外字 of names, as the systems of the bureaus print them (private use), with what they stand for left open. */
export const privateUseNames: readonly Spoken[] = [word('\uE38B田', 'ヨシダ'), word('\uE38B村', 'ヨシムラ'), word('大\uE192', 'オオサキ'), word('増\uE148', 'マスナガ'), word('\uE0A3辺', 'ワタナベ'), word('\uE2F1井', 'サカイ')]
