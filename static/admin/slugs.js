// Slugs that the admin makes from a title keep the portal's rule: no underscores, no hyphen at the
// beginning, and no word that is kept for another page.
(function () {
  "use strict";
  const made = window.URLify;
  if (!made) {
    return;
  }
  window.URLify = function (text, length, allowUnicode) {
    const slug = made(text.replace(/[_\s-]+/g, " "), length, allowUnicode).replace(/^-+|-+$/g, "");
    const field = document.querySelector("[data-reserved]");
    const reserved = field ? field.dataset.reserved.split(" ") : [];
    return reserved.includes(slug) ? slug + "-2" : slug;
  };
})();
