// Turns on the GOV.UK Frontend components that need it. Every page works without.
"use strict";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
window.GOVUKFrontend.initAll();

// The contents beside a page tell which part is being read.
const links = new Map(
  [...document.querySelectorAll(".portal-contents a")].map((link) => [link.hash.slice(1), link]),
);
if (links.size && "IntersectionObserver" in window) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          links.forEach((link) => link.removeAttribute("aria-current"));
          links.get(entry.target.id).setAttribute("aria-current", "true");
        }
      }
    },
    { rootMargin: "0px 0px -75% 0px" },
  );
  for (const id of links.keys()) {
    observer.observe(document.getElementById(id));
  }
}
