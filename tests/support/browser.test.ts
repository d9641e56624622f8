import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { axe, launchBrowser, screenshot } from './browser.ts';
import { installedChromium, packagedChromium } from './chromium.ts';

const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>畅营</title></head>
<body><main><h1>营商环境</h1><button id="b" onclick="this.textContent='已办结'">办结</button></main></body></html>`;
const FLAWED = PAGE.replace('</main>', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>');

async function withSite<T>(html: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'unsafe-inline'" })
      .end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

const browsers = [
  ['the packaged Chromium', packagedChromium, process.platform === 'linux' && process.arch === 'x64'],
  ["the machine's own Chromium", async () => installedChromium(), installedChromium() !== undefined],
] as const;

for (const [name, find, present] of browsers) {
  test.runIf(present)(`${name} opens a page, acts on it and takes its picture`, async () => {
    const browser = await launchBrowser(await find());
    try {
      const page = await browser.newPage();
      await withSite(PAGE, async (url) => {
        await page.goto(url);
        await page.getByRole('button', { name: '办结' }).click();
        expect(await page.textContent('#b')).toBe('已办结');
        const path = await screenshot(page, 'support-browser');
        expect(statSync(path).size).toBeGreaterThan(1000);
      });
    } finally {
      await browser.close();
    }
  });
}

test('axe finds the flaw that a page has, under a strict Content-Security-Policy, and none where there is none', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await withSite(PAGE, async (url) => {
      await page.goto(url);
      expect(await axe(page)).toEqual([]);
    });
    await withSite(FLAWED, async (url) => {
      await page.goto(url);
      expect(await axe(page)).toMatchObject([{ id: 'image-alt', impact: 'critical', where: ['img'] }]);
      expect(await axe(page, { exclude: ['img'] })).toEqual([]);
    });
  } finally {
    await browser.close();
  }
});
