// Comfort only: every page works without this file.
(() => {
  "use strict";

  // Fields that are asked for only in some cases fold away while the case is another.
  const chosen = (form, name) =>
    [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
      .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
      .map((control) => control.value);

  const fold = (form) => {
    form.querySelectorAll(".js-hvis").forEach((group) => {
      const wanted = group.dataset.hvisSvar.split(" ");
      const applies = chosen(form, group.dataset.hvisFelt).some((value) => wanted.includes(value));
      const shown = "hvisIkke" in group.dataset ? !applies : applies;
      group.hidden = !shown && !group.classList.contains("form-error");
    });
  };

  // A form is sent once, however often the button is pressed.
  const once = (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-hx-post")) return;
    if (form.dataset.sendt) event.preventDefault();
    form.dataset.sendt = "1";
  };

  const start = () => {
    document.querySelectorAll("form").forEach((form) => {
      if (!form.querySelector(".js-hvis")) return;
      fold(form);
      form.addEventListener("input", () => fold(form));
    });
    document.addEventListener("submit", once);
    window.addEventListener("pageshow", () => {
      document.querySelectorAll("form[data-sendt]").forEach((form) => delete form.dataset.sendt);
    });
    document.querySelector("#fejl")?.focus();
  };

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
