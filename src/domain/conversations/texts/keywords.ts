/** The whole message is one of these: all that stands there once spaces, punctuation and courtesies are gone. */
export const STOP_WORDS = new Set(
  (
    "stop stopall unsubscribe cancel end quit revoke optout " +
    // What people say instead where English is not spoken, if it can be no answer to a question of ours.
    "stopp abmelden abbestellen arret arreter desabonner cancelar parar sair annulla cancellami afmelden stoppen " +
    "wypisz iptal توقف إلغاء الغاء बंद रोकें 停止 配信停止 ストップ 退订 取消订阅"
  ).split(" "),
);

export const START_WORDS = new Set("start unstop yes".split(" "));

export const HELP_WORDS = new Set("help info".split(" "));

/** A wish that is clear wherever it stands. "Please call by the end of the day" has none of them. */
export const STOP_PHRASES = [
  "stop texting",
  "stop sending",
  "stop messaging",
  "stop contacting",
  "stop asking me",
  "opt me out",
  "unsubscribe me",
  "do not text",
  "dont text",
  "don t text",
  "do not message me",
  "dont message me",
  "don t message me",
  "take me off your list",
];

/** Around a keyword they change nothing. */
export const COURTESIES = new Set(
  "please pls plz thanks thank you thankyou bitte danke por favor merci".split(" "),
);
