// The brief in words, where its form is not: on paper, and beside the name that it is kept under.

import { expect, test } from "@playwright/test";

import { beyond, listed, names, open } from "./support.ts";

const BRIEF =
  "b.topics=beauty:2,my-niche&b.specialist=yes&b.country=FR,BE&b.format=post&b.budget=1500EUR&b.language=de&b.age=18-24&b.gender=female&b.offer=money&b.networks=tiktok&b.tiers=micro&b.labels=vegan&b.exclude=Oreza";
const ASKED = [
  "Sujets : beauté × 2, my niche",
  "Spécialistes : peu de sujets, quels qu’ils soient",
  "Pays de l’audience : France, Belgique",
  "Format : Publication",
  "Budget par collaboration : 1 500 €",
  "Langues de l’audience : allemand",
  "Âges de l’audience : 18–24",
  "Genre de l’audience : femmes",
  "Ce que vous offrez : argent",
  "Réseaux de la campagne : TikTok",
  "Paliers souhaités : Micro",
  "Labels souhaités : végane",
  "Marques exclues : Oreza",
].join(" · ");

/** The same words, whatever spaces French has between them. */
const plain = (says: string): string => says.replace(/\s/g, " ");

test("on paper, a list says what it answers", async ({ page }) => {
  await open(page, `./#${BRIEF}&network=instagram`);
  const said = page.getByRole("definition");
  await expect(said).toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(said.first()).toBeVisible();
  expect(plain(await said.first().innerText())).toBe(ASKED);
  await expect(said.filter({ hasText: /^Réseau\s: Instagram$/ })).toBeVisible();
  await expect(page.getByText("Le haut de la liste tient-il ?")).toBeHidden();
});

test("on paper, a profile says for which brief it is scored, and nothing of the list", async ({ page }) => {
  await open(page, `./#${BRIEF}&network=tiktok`);
  await names(page).first().click();
  await expect(page.getByRole("heading", { name: "Explication du match" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("term").filter({ hasText: /^Brief$/ })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: /^Sujets\s: beauté × 2/ })).toBeVisible();
  await expect(page.getByRole("term").filter({ hasText: /^Filtres$/ })).toHaveCount(0);
});

test("a brief that is kept says what it asks", async ({ page }) => {
  await open(page, `./#${BRIEF}`);
  await page.getByRole("navigation").getByRole("link", { name: "Listes" }).click();
  const form = page.getByRole("form", { name: "Enregistrer la requête en cours" });
  await form.getByLabel("Nom").fill("Rentrée");
  await form.getByRole("button").click();
  const kept = page.getByRole("listitem").filter({ hasText: "Rentrée" });
  await expect(kept).toContainText(/Sujets\s: beauté × 2, my niche · Spécialistes/);
  await kept.getByRole("link", { name: "Rentrée" }).click();
  await listed(page);
  await expect(page).toHaveURL(/b\.topics=beauty:2/);
});

test("on paper, six profiles side by side fit its long side, and none lies over another", async ({ page }) => {
  const brief = "b.topics=beauty:2&b.country=FR&b.budget=900EUR";
  await open(page, `./#${brief}`);
  const links = await names(page).evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash));
  const ids = links.map((hash) => new URLSearchParams(hash.slice(1)).get("id")).slice(0, 6);
  // A4 on its side, less the margins that browsers leave.
  await page.setViewportSize({ width: 1045, height: 715 });
  await page.goto(`compare/#${brief}&ids=${ids.map((id) => encodeURIComponent(id!)).join(",")}`);
  const last = page.getByRole("columnheader", { name: "Ce que l’écart change" });
  await expect(page.getByRole("heading", { name: /^Stabilité/ })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(last).toBeInViewport({ ratio: 1 });
  expect(await beyond(page.getByRole("table", { name: "Tableau de comparaison" }))).toEqual([]);
});
