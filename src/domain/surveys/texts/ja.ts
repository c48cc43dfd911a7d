import { localNumber } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

export const ja: Texts = {
  standard: {
    nps: (brand) => `${brand}を友人や同僚に薦める可能性はどのくらいありますか？`,
    csat: (brand) => `${brand}にどの程度満足していますか？`,
    ces: (brand) => `${brand}のおかげで、問題を簡単に解決できた。`,
  },
  ends: {
    nps: ["可能性はまったくない", "可能性は非常に高い"],
    csat: ["とても不満", "とても満足"],
    ces: ["まったくそう思わない", "非常にそう思う"],
  },
  followUp: {
    low: "ご期待に沿えず申し訳ございません。どのような点を改めるべきでしたか？",
    mid: "どのような点がさらに良ければよかったですか？",
    high: "ありがとうございます。特に良かった点をお聞かせください。",
  },
  thanks: {
    low: "お知らせいただきありがとうございます。改善に努めてまいります。",
    mid: "ありがとうございます。ご回答は今後の改善に役立てます。",
    high: "ありがとうございます。大変うれしく思います！",
  },
  page: {
    send: "送信",
    sendComment: "コメントを送信",
    comment: "コメント",
    commentHint: "任意です。パスワードやカード番号は書かないでください。",
    confirm: (score) => `${score} が選ばれています。「送信」を押して確定してください。`,
    yourAnswer: (score, max) => `ご回答：${score}（最高 ${max}）`,
    commentSaved: "コメントを受け取りました。",
    changeAnswer: "回答を変更する",
    changeableUntil: (date) => `回答は${date}まで変更できます。`,
    doNotAsk: "今後アンケートを受け取らない",
    commentTooLong: (max) => `コメントは${localNumber("ja", max)}文字以内にしてください。`,
    wrongScore: "表示されている数字から選んでください。",
    tapAgain: "回答を送信するには、もう一度ボタンを押してください。",
  },
  expired: {
    title: "このアンケートは終了しました",
    text: "回答期間が過ぎました。ご関心をお寄せいただきありがとうございます。",
  },
  unknown: {
    title: "このリンクは見つかりません",
    text: "リンクが途中で切れている可能性があります。メッセージのリンクをもう一度開くか、全体をコピーしてください。",
  },
  trouble: {
    title: "うまくいきませんでした",
    text: "こちら側で問題が発生しました。しばらくしてからもう一度お試しください。",
  },
  optOut: {
    title: "今後アンケートを受け取らない",
    question: (brand, address) => `${brand}から ${address} へのアンケートを停止しますか？`,
    button: "はい、停止します",
    done: (brand, address) => `停止しました。今後 ${brand}から ${address} へアンケートは届きません。`,
  },
  email: {
    subject: (brand) => `${brand}はいかがでしたか？`,
    preheader: "ワンタップで回答できます。",
    greeting: (name) => `${name} 様`,
    intro: "数字を一つ選んでください。数秒で終わります。",
    openLink: "アンケートを開く",
    unsubscribe: "今後アンケートを受け取らない",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} 停止は STOP と返信`,
};
