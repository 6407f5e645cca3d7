// docs/embedding.md's components for React and Vue, bundled as their users would and run in a page of another site.

import { build, type Plugin } from "esbuild";
import { expect } from "@playwright/test";

import { example } from "./embedding.ts";
import { expectListed, json, list, profiles, test } from "./partner.ts";

interface Framework {
  name: "react" | "vue";
  /** What stands around the document's component: a page that mounts it and changes its query. */
  page: string;
}

const FRAMEWORKS: Framework[] = [
  {
    name: "react",
    page: `
      import { createRoot } from "react-dom/client";
      import { useState } from "react";
      import { Creators } from "document";
      function Page() {
        const [query, ask] = useState("b.topics=beauty");
        return <><Creators query={query} /><button onClick={() => ask("network=tiktok")}>Only TikTok</button></>;
      }
      createRoot(document.querySelector("#app")).render(<Page />);`,
  },
  {
    name: "vue",
    page: `
      import { createApp, ref } from "vue";
      import { Creators } from "document";
      const app = createApp({
        components: { Creators },
        setup: () => ({ query: ref("b.topics=beauty") }),
        template: \`<Creators :query="query" /><button @click="query = 'network=tiktok'">Only TikTok</button>\`,
      });
      app.config.compilerOptions.isCustomElement = (tag) => tag === "accord-match";
      app.mount("#app");`,
  },
];

/** The page's script with the document's component in it. */
async function bundle({ name, page }: Framework, component: string): Promise<string> {
  const contents = { page, document: component };
  const sources: Plugin = {
    name: "document",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(page|document)$/ }, ({ path }) => ({ path, namespace: "text" }));
      onLoad({ filter: /.*/, namespace: "text" }, ({ path }) => ({
        contents: contents[path as keyof typeof contents],
        loader: "jsx",
        resolveDir: import.meta.dirname,
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: ["page"],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    // The build of Vue that compiles templates in the browser.
    alias: name === "vue" ? { vue: "vue/dist/vue.esm-bundler.js" } : {},
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    plugins: [sources],
    logLevel: "silent",
  });
  return outputFiles[0]!.text;
}

for (const framework of FRAMEWORKS) {
  test(`in ${framework.name}`, async ({ page, partner, stranger, site }) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    stranger.put("/profiles.json", json(profiles(20)));
    const script = await bundle(framework, example(framework.name, site, partner, stranger));
    partner.put("/page.js", { body: script, headers: { "Content-Type": "text/javascript" } });
    partner.put(
      "/",
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Partner</title><link rel="icon" href="data:,">
<script type="module" src="${site}embed/accord-match.js"></script><script type="module" src="/page.js"></script></head>
<body><div id="app"></div></body></html>`,
    );
    await page.goto(`${partner.origin}/`);
    await expectListed(page, 5);
    await expect(page.getByRole("status")).toHaveText("5 of 20 profiles");

    // The page keeps the bookmark and hands it back to the element.
    const mark = list(page).getByRole("button", { name: "Bookmark: Profil A0", exact: true });
    await mark.click();
    await expect(page.getByText("Kept: 1")).toBeVisible();
    await expect(mark).toHaveAttribute("aria-pressed", "true");
    await mark.click();
    await expect(page.getByText("Kept: 0")).toBeVisible();
    await expect(mark).toHaveAttribute("aria-pressed", "false");

    await page.getByRole("button", { name: "Only TikTok" }).click();
    await expect(page.getByRole("status")).toHaveText("5 of 10 profiles");
    await list(page).getByRole("button", { name: "Profil B1", exact: true }).click();
    await expect(page.getByText("Chosen: Profil B1")).toBeVisible();
    expect(faults).toEqual([]);
  });
}
