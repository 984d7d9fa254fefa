// Warns before the session ends. Comfort only: without this file a form sent too late is carried through the log-in.
(() => {
  "use strict";
  const box = document.querySelector("[data-session]");
  if (!box) return;
  const longer = box.querySelector("[data-session-forlaeng]");
  const [soon, day, over, time] = ["snart", "dag", "slut", "tid"].map((name) => box.querySelector(`[data-session-${name}]`));
  const warning = Number(box.dataset.varsel);
  let ends = Date.now() + Number(box.dataset.tilbage) * 1000;
  let timer = 0;
  let prolonged = false; // and still about to end: then it is the working day that is over

  const left = () => Math.round((ends - Date.now()) / 1000);
  const words = (seconds) => {
    const minutes = Math.ceil(seconds / 60);
    return minutes > 1 ? `${minutes} minutter` : "under et minut";
  };

  const show = (part) => {
    box.hidden = !part;
    soon.hidden = part !== soon;
    day.hidden = part !== day;
    longer.hidden = part !== soon;
    over.hidden = part !== over;
  };

  const look = () => {
    window.clearTimeout(timer);
    const seconds = left();
    if (seconds <= 0) return show(over);
    if (seconds > warning) {
      prolonged = false;
      show(null);
      timer = window.setTimeout(ask, (seconds - warning) * 1000);
      return undefined;
    }
    if (time.textContent !== words(seconds)) time.textContent = words(seconds);
    show(prolonged ? day : soon);
    timer = window.setTimeout(seconds > 60 ? look : ask, Math.min(seconds, (seconds % 60) + 1) * 1000);
    return undefined;
  };

  // Another window of this browser may have been used meanwhile: ask before saying anything. Asking prolongs nothing.
  const told = async (answer) => {
    if (answer.ok && !answer.redirected) ends = Date.now() + (await answer.json()).tilbage * 1000;
    else ends = 0;
    look();
  };
  const ask = () => fetch(longer.dataset.spoerg).then(told).catch(look);

  longer.addEventListener("click", () => {
    prolonged = true;
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    fetch(longer.dataset.adresse, { method: "POST", headers: { "X-CSRFToken": token ? token.value : "" } })
      .then(told)
      .catch(look);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && left() <= warning && ask());
  look();
})();
