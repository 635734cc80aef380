// The page's frame: what it may load, and nothing else. Everything in it is drawn by the page's own script.
import type { Uri, Webview } from 'vscode';
import { language } from '../words.ts';

export function pageOf(webview: Webview, script: Uri, style: Uri): string {
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // Styles come from one file; none stands in the page.
    `style-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="${policy}">
<link rel="stylesheet" href="${webview.asWebviewUri(style)}">
<title>avtal</title>
</head>
<body>
<main id="page" tabindex="-1"></main>
<div id="announce" role="status" aria-live="polite" class="unseen"></div>
<script type="module" nonce="${nonce}" src="${webview.asWebviewUri(script)}"></script>
</body>
</html>`;
}
