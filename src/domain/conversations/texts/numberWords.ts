/** The numbers from 0 to 10 as people write them in a text message, several spellings divided by a slash. */
const WORDS: Record<string, string> = {
  en: "zero/nil one two three four five six seven eight nine ten",
  es: "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez",
  fr: "zéro/zero un/une deux trois quatre cinq six sept huit neuf dix",
  de: "null eins/ein/eine zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn",
  pt: "zero um/uma dois/duas três/tres quatro cinco seis sete oito nove dez",
  it: "zero uno/un/una due tre quattro cinque sei sette otto nove dieci",
  nl: "nul een/één twee drie vier vijf zes zeven acht negen tien",
  pl: "zero jeden/jedna/jedynka dwa/dwójka trzy/trójka cztery/czwórka pięć/piec/piątka sześć/szesc/szóstka siedem/siódemka osiem/ósemka dziewięć/dziewiec/dziewiątka dziesięć/dziesiec/dziesiątka",
  tr: "sıfır/sifir bir iki üç/uc dört/dort beş/bes altı/alti yedi sekiz dokuz on",
  ar: "صفر واحد/واحدة اثنان/اثنين/إثنين ثلاثة/ثلاث أربعة/اربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثمان تسعة/تسع عشرة/عشر",
  hi: "शून्य एक दो तीन चार पाँच/पांच छह/छः/छे/छ सात आठ नौ दस",
  ja: "ゼロ/零/零点 一/いち/一点 二/に/二点 三/さん/三点 四/よん/四点 五/ご/五点 六/ろく/六点 七/なな/しち/七点 八/はち/八点 九/きゅう/九点 十/じゅう/十点",
  "zh-Hans":
    "零/零分/〇 一/一分 二/二分/两/两分 三/三分 四/四分 五/五分 六/六分 七/七分 八/八分 九/九分 十/十分",
};

/** The number that each word stands for, by language. */
export const NUMBER_WORDS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(WORDS).map(([language, words]) => [language, toNumbers(words)]),
);

function toNumbers(words: string): Map<string, number> {
  const numbers = new Map<string, number>();
  words.split(" ").forEach((spellings, number) => {
    for (const spelling of spellings.split("/")) numbers.set(spelling, number);
  });
  return numbers;
}

/** Right in front of a number these are no number themselves: "un diez", "eine Neun". */
export const ARTICLES = new Set("un una une ein eine einen um uma een bir एक".split(" "));

/** What may stand right behind a score without a comma: "10 very good". After "2 technicians" or "3 hours" it is none. */
export const APPRAISALS = new Set(
  (
    "point points star stars pts great good very excellent perfect really super all because but from fantastic amazing " +
    "awesome bad poor terrible awful best so and nice happy ok okay fine well overall for definitely punto puntos muy " +
    "excelente perfecto bueno buena genial todo porque pero mal malo points très tres excellent parfait bien mal bon " +
    "car mais punkte punkt sehr gut super alles weil aber schlecht toll perfekt pontos muito ótimo bom ruim punti " +
    "molto ottimo perfetto buono perché punten heel zeer goed uitstekend slecht punktów punkty bardzo dobrze świetnie " +
    "puan çok güzel iyi kötü 分 点 点です です नंबर अंक बहुत نقاط نقطة نقاط ممتاز جيد جدا"
  ).split(" "),
);

/** Right in front of a number these make it a time or a place: "call me at 5", "room 9". */
export const NO_SCORE_AFTER = new Set(
  (
    "at after before until till by took waited room unit line step um nach vor bis ab raum las despues después antes " +
    "habitación à après apres avant chambre alle dopo prima após depois antes quarto om na voor kamer o po przed saat"
  ).split(" "),
);

/** What stands between a score and the end of its scale: "9 out of 10", "9 von 10". */
export const OF_WORDS = new Set(
  "out of von aus de sur su van uit op na z do em en sobre w üzerinden من से में का /".split(" "),
);
