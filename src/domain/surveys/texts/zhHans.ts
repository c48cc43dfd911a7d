import { localNumber } from "../../../lib/localNumber.js";
import type { Texts } from "./texts.js";

export const zhHans: Texts = {
  standard: {
    nps: (brand) => `您有多大可能向朋友或同事推荐${brand}？`,
    csat: (brand) => `您对${brand}的满意程度如何？`,
    ces: (brand) => `${brand}让我轻松解决了问题。`,
  },
  ends: {
    nps: ["完全不可能", "非常可能"],
    csat: ["非常不满意", "非常满意"],
    ces: ["非常不同意", "非常同意"],
  },
  followUp: {
    low: "非常抱歉。您认为哪些地方应该做得不一样？",
    mid: "怎样做会让您的体验更好？",
    high: "太好了！哪些方面做得特别好？",
  },
  thanks: {
    low: "感谢您告诉我们。我们希望妥善解决此事。",
    mid: "谢谢。您的回答有助于我们改进。",
    high: "谢谢，您的评价让我们非常高兴！",
  },
  page: {
    send: "提交",
    sendComment: "提交留言",
    comment: "您的留言",
    commentHint: "选填。请勿填写密码或银行卡号。",
    confirm: (score) => `您选择了 ${score}。请按“提交”确认。`,
    yourAnswer: (score, max) => `您的回答：${score}（最高 ${max}）`,
    commentSaved: "我们已收到您的留言。",
    changeAnswer: "修改您的回答",
    changeableUntil: (date) => `您可以在 ${date} 之前修改回答。`,
    doNotAsk: "不再询问我",
    commentTooLong: (max) => `请将留言缩短至 ${localNumber("zh-Hans", max)} 个字符以内。`,
    wrongScore: "请选择显示的数字之一。",
    tapAgain: "请再按一次按钮以提交您的回答。",
  },
  expired: {
    title: "此调查已结束",
    text: "回答时间已过。感谢您的关注。",
  },
  unknown: {
    title: "我们无法识别此链接",
    text: "链接可能不完整。请重新打开消息中的链接，或复制完整的链接。",
  },
  trouble: {
    title: "操作未成功",
    text: "我们这边出现了问题。请稍后再试。",
  },
  optOut: {
    title: "不再询问我",
    question: (brand, address) => `是否让 ${brand} 不再通过 ${address} 征求您的意见？`,
    button: "是，不再询问",
    done: (brand, address) => `已完成。${brand} 不会再通过 ${address} 询问您。`,
  },
  email: {
    subject: (brand) => `您对${brand}的体验如何？`,
    preheader: "点一下即可。",
    greeting: (name) => `${name}，您好：`,
    intro: "请选择一个数字，只需几秒钟。",
    openLink: "打开调查",
    unsubscribe: "不再询问我",
  },
  sms: (brand, question, link) => `${brand}: ${question} ${link} 回复 STOP 退订`,
};
