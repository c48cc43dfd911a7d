// Says while a text message is typed how many segments it will have. Without this script it goes out all the same.
const form = document.getElementById("reply");
const field = document.getElementById("reply-text");
const output = form?.querySelector(".segments");
const { gsm7, gsm7Twice, gsm7Room, ucs2Room, plain } = JSON.parse(form?.dataset.counting ?? "{}");

/** As src/lib/smsSegments.ts counts them. */
function countSegments(text) {
  const letters = [...text];
  const isGsm = letters.every((letter) => gsm7.includes(letter) || gsm7Twice.includes(letter));
  const units = letters.map((letter) => (isGsm ? (gsm7Twice.includes(letter) ? 2 : 1) : letter.length));
  const characters = units.reduce((total, one) => total + one, 0);
  const [alone, joined] = isGsm ? gsm7Room : ucs2Room;
  if (characters <= alone) return { isGsm, characters, segments: 1, room: alone };
  let segments = 1;
  let used = 0;
  for (const unit of units) {
    if (used + unit > joined) {
      segments += 1;
      used = 0;
    }
    used += unit;
  }
  return { isGsm, characters, segments, room: joined * segments };
}

function show() {
  const typed = [...field.value.trim()].map((letter) => plain[letter] ?? letter).join("");
  const { isGsm, characters, segments, room } = countSegments(form.dataset.introduction + typed);
  const odd = isGsm ? "" : " A character outside the plain alphabet halves the room.";
  const count = segments === 1 ? "1 segment" : `${segments} segments`;
  output.textContent = typed ? `${count}: ${characters} of ${room} characters.${odd}` : "";
}

if (field && output) {
  field.addEventListener("input", show);
  show();
}
