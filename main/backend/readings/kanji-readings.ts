/**
 * Readings, as names of facilities have them, of single kanji that the dictionary holds only inside longer words. The
 * last resort for names such as 三慈会 that are in no dictionary.
 */
const byReading: Readonly<Record<string, string>> = {
  リョウ: '療', ジュン: '循', ヒ: '泌披', シ: '祉支施思', キュウ: '吸救及', サイ: '埼彩栖', ジ: '慈', ハン: '般', コウ: '構肛交倖佼煌綱', ス: '須', ゾウ: '臓', ウ: '宇禹', セキ: '析', カン: '患環簡閑歓', ホウ: '訪逢萌', エン: '援沿苑燕', イ: '怡偉', オウ: '往旺応押應凰',
  ヨ: '予', スイ: '推翠彗', ドウ: '働', エイ: '営叡睿', セツ: '設雪', テン: '添展', ラク: '落', カイ: '諫會涯', チチ: '秩', ヨウ: '耀燿曜瑶楊養容蓉', セイ: '聖誠睛惺聲靖', チ: '置', ゲン: '彦', ボウ: '紡忘', サ: '査嵯', セン: '専釧宣泉', ム: '牟夢', リ: '履莉璃理', リン: '臨鄰琳凜凛綸',
  フ: '扶斐芙普', ヤ: '也弥', ドク: '獨', ホ: '哺輔圃', ガ: '峨雅', シュウ: '習修秀', ショク: '殖', サツ: '颯', ユウ: '侑邑悠遊優雄宥裕', エキ: '掖益', ニン: '認忍', ソウ: '爽惣綜蒼', ノ: '乃', ビ: '備毘', キ: '氣喜企岐稀', ユ: '癒愉', シン: '晨宸辰臣愼慎', キツ: '桔', キョウ: '梗杏響', ゴ: '互醐悟',
  ケイ: '蹊啓恵慶渓', イク: '育', トウ: '濤燈統', サン: '燦', ダイ: '醍', ナ: '奈那', ル: '瑠琉', アン: '菴庵', オン: '穏', エ: '慧', ケン: '献顕', ジョ: '如', ズイ: '瑞', トモ: '鞆', ネ: '禰', ク: '倶', フナ: '舩', ライ: '來', ショウ: '紹庄逍',
}

const readings = new Map(Object.entries(byReading).flatMap(([reading, kanji]) => [...kanji].map((character): [string, string] => [character, reading])))

/** Katakana, or null where the kanji is not among them. */
export const kanjiReading = (character: string): string | null => readings.get(character) ?? null
