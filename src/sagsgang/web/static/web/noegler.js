// Passkeys: the browser asks the device. Without this file their buttons stay hidden, and every other way in works.
(() => {
  "use strict";
  const keys = window.webauthnJSON;
  if (!window.PublicKeyCredential || !keys) return;

  const given = () => JSON.parse(document.getElementById("noegle-valg").textContent);

  // Log-in by passkey alone begins with a question to the house, asked only when somebody wants it.
  const asked = async (form) => {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  };

  const use = async (button) => {
    const form = button.form;
    const told = form.querySelector("[data-noegle-fejl]");
    told.hidden = true;
    try {
      const kind = button.dataset.noegle;
      const credential =
        kind === "opret" ? await keys.create(given()) : await keys.get(kind === "log-ind" ? await asked(form) : given());
      form.querySelector("[name=credential], [name=bekraeft_noegle]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      told.hidden = false;
    }
  };

  document.querySelectorAll("[data-noegle]").forEach((button) => {
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", () => use(button));
  });
  document.querySelectorAll("[data-uden-noegler]").forEach((words) => (words.hidden = true));
})();
