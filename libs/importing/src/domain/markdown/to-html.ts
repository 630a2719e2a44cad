import type { Definition, ListItem, Nodes, Parents, Root, Table, TableRow } from 'mdast';

/**
 * Markdown as HTML on the very same lines: what comes of line 12 of the text stands on line 12 of the answer, so that
 * the HTML reader's line numbers are those of the file. HTML inside Markdown is passed on as it is; the HTML reader
 * lets nothing of it run.
 */
export function markdownToHtml(root: Root): string {
  const writer = new Writer(definitionsOf(root));
  for (const child of root.children) writer.block(child);
  return writer.html;
}

function definitionsOf(root: Root): Map<string, Definition> {
  const found = new Map<string, Definition>();
  const open: Nodes[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node);
    if ('children' in node) for (const child of node.children) open.push(child);
  }
  return found;
}

class Writer {
  html = '';
  private line = 1;

  constructor(private readonly definitions: ReadonlyMap<string, Definition>) {}

  private write(text: string): void {
    this.html += text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.line += 1;
  }

  /** Goes on at the line on which a node stands. */
  private moveTo(node: Nodes): void {
    const wanted = node.position?.start.line ?? this.line;
    if (wanted > this.line) this.write('\n'.repeat(wanted - this.line));
  }

  private around(tag: string, node: Parents, attributes = ''): void {
    this.write(`<${tag}${attributes}>`);
    for (const child of node.children) this.block(child);
    this.write(`</${tag}>`);
  }

  /** A block, or a piece of text. */
  block(node: Nodes): void {
    if (isBlock(node)) this.moveTo(node);
    switch (node.type) {
      case 'paragraph':
        this.around('p', node);
        break;
      case 'heading':
        this.around(`h${node.depth}`, node);
        break;
      case 'blockquote':
        this.around('blockquote', node);
        break;
      case 'list':
        this.around(node.ordered ? 'ol' : 'ul', node, node.ordered && node.start !== 1 ? ` start="${node.start}"` : '');
        break;
      case 'listItem':
        this.item(node);
        break;
      case 'table':
        this.table(node);
        break;
      case 'thematicBreak':
        this.write('<hr>');
        break;
      case 'code':
        this.write(`<pre>${escaped(node.value)}</pre>`);
        break;
      case 'footnoteDefinition':
        this.write(`<p>[${escaped(node.label ?? node.identifier)}]</p>`);
        this.around('div', node);
        break;
      default:
        this.inline(node);
        break;
    }
  }

  private inline(node: Nodes): void {
    switch (node.type) {
      case 'text':
        this.write(escaped(node.value));
        break;
      case 'html':
        this.write(node.value);
        break;
      case 'strong':
        this.around('strong', node);
        break;
      case 'emphasis':
        this.around('em', node);
        break;
      case 'delete':
        this.around('del', node);
        break;
      case 'inlineCode':
        this.write(`<code>${escaped(node.value)}</code>`);
        break;
      case 'break':
        this.write('<br>');
        break;
      case 'link':
        this.around('a', node, ` href="${escaped(node.url)}"`);
        break;
      case 'linkReference':
        this.around('a', node, ` href="${escaped(this.definitions.get(node.identifier)?.url ?? '')}"`);
        break;
      case 'image':
        this.image(node.url, node.alt);
        break;
      case 'imageReference':
        this.image(this.definitions.get(node.identifier)?.url ?? '', node.alt);
        break;
      case 'footnoteReference':
        this.write(`[${escaped(node.label ?? node.identifier)}]`);
        break;
      default:
        // Definitions and front matter have no text of their own here.
        if ('children' in node) for (const child of node.children) this.block(child);
    }
  }

  private item(node: ListItem): void {
    this.around('li', node);
  }

  private image(url: string, alt: string | null | undefined): void {
    this.write(`<img src="${escaped(url)}"${alt ? ` alt="${escaped(alt)}"` : ''}>`);
  }

  private table(node: Table): void {
    this.write('<table>');
    for (const row of node.children) this.row(row, row === node.children[0] ? 'th' : 'td');
    this.write('</table>');
  }

  private row(row: TableRow, tag: string): void {
    this.moveTo(row);
    this.write('<tr>');
    for (const cell of row.children) this.around(tag, cell);
    this.write('</tr>');
  }
}

function isBlock({ type }: Nodes): boolean {
  return /^(?:paragraph|heading|blockquote|list|listItem|table|thematicBreak|code|footnoteDefinition|html)$/.test(type);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
