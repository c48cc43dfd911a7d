const list = (words: string) => new Set(words.split(" "));

/** Words that say nothing by themselves. A language that is not here has none of its own: there nearly everything is counted. */
export const STOP_WORDS: Record<string, ReadonlySet<string>> = {
  en: list(
    "a about after again all also am an and any are as at be because been before being but by can could did do does doing down during each even ever few for from further had has have having he her here hers him his how i i'd i'll i'm i've if in into is it it's its itself just let me more most much my myself no nor not of off on once only or other our out over own quite really same she should so some such than that that's the their them then there these they this those though through to too under until up us very was we we're were what when where which while who whom why will with would you your",
  ),
  es: list(
    "a al algo ante aunque como con cual cuando de del desde donde e el él ella ellas ellos en entre era es esa ese eso esta está estaba este esto fue ha había hasta hay la las le les lo los me mi mis muy más ni no nos nosotros o para pero por porque que qué quien se sea ser si sí sin sobre son su sus también tan te tiene todo tu tus un una uno unos y ya yo",
  ),
  de: list(
    "aber alle als am an auch auf aus bei bin bis das dass dem den der des die doch ein eine einem einen einer es für hat hatte ich ihr ihre im in ist ja kann man mein mich mir mit nach nicht noch nur ob oder schon sehr sein sich sie sind so über um und uns unser vom von vor war waren was wenn wer wie wir wird wurde zu zum zur",
  ),
  fr: list(
    "a ai au aux avec c'est ce ces cette dans de des du elle elles en est et était être eu fait il ils j'ai je l'on la le les leur lui ma mais me même mes moi mon n'est ne nos notre nous on ou où par pas plus pour qu'il que qui sa sans se ses si son sont sur te très tu un une vos votre vous y à été",
  ),
};
