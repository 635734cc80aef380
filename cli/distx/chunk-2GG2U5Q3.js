import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
function csvText(columns,rows){return[columns,...rows].map(row=>`${row.map(cell=>quote(String(cell))).join(",")}
`).join("")}function quote(text){return/[",\n\r;]|^\s|\s$/.test(text)?`"${text.replaceAll('"','""')}"`:text}export{csvText,quote};
