/**
 * One deployment as SVG, from the browser at the top to the data at the bottom. The same picture
 * gives the same bytes.
 */
import type { Picture, RegionPicture, Tier } from '../model/picture.ts';
import { topologyTitles } from '../model/topology-titles.ts';
import { arrow, type Drawn, grid, text } from './shapes.ts';
import { escaped, wrap } from './text.ts';
import { gap, lineHeight, margin, size, style, width } from './theme.ts';

const inset = 14;
const headline = 34;

export function topologySvg(picture: Picture): string {
  const { topology, environment, stacks, resources, edge, regions, copies } = picture;
  const title = `${topologyTitles[topology]}, ${environment}`;
  const inner = width - 2 * margin;
  const parts: string[] = [
    text(margin, 40, title, size.title, 'b'),
    text(
      margin,
      64,
      `${resources} resources in ${stacks} stacks, drawn from their Terraform`,
      size.subtitle,
      'm',
    ),
    text(margin, 94, 'Browsers and partners', size.subtitle, 'b'),
  ];
  let y = 98;
  const add = ({ svg, height }: Drawn): void => {
    parts.push(...svg);
    y += height;
  };
  const way = (label: string): void => add(arrow(margin + 34, y, label));

  way('HTTPS');
  add(framed('Edge', '', y, (top) => grid(edge, margin + inset, top, inner - 2 * inset)));
  regions.forEach((region, index) => {
    way(index === 0 ? (region.tiers[0]?.ports ?? '') : `copied: ${copies.join(', ')}`);
    add(framed(region.title, region.subtitle, y, (top) => regionContent(region, top)));
  });
  const height = Math.ceil(y + margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(describe(picture))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="12"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** A region, or the edge: a frame with a headline, as high as its content. */
function framed(
  title: string,
  subtitle: string,
  y: number,
  content: (top: number) => Drawn,
): Drawn {
  const under = subtitle === '' ? 0 : lineHeight;
  const { svg, height } = content(y + headline + under);
  const total = headline + under + height + inset;
  return {
    svg: [
      `<rect class="region" x="${margin}" y="${y}" width="${width - 2 * margin}" ` +
        `height="${total}" rx="10"/>`,
      text(margin + inset, y + 23, title, size.panel, 'b'),
      ...(subtitle === '' ? [] : [text(margin + inset, y + 43, subtitle, size.line, 'm')]),
      ...svg,
    ],
    height: total,
  };
}

function regionContent({ tiers, beside }: RegionPicture, y: number): Drawn {
  const svg: string[] = [];
  let top = y;
  tiers.forEach((tier, index) => {
    if (index > 0) {
      const drawn = arrow(margin + 34, top, tier.ports);
      svg.push(...drawn.svg);
      top += drawn.height;
    }
    const drawn = drawTier(tier, top);
    svg.push(...drawn.svg);
    top += drawn.height;
  });
  top += gap + 18;
  svg.push(text(margin + inset, top, 'Beside the network', size.line, 'b'));
  top += 10;
  const rest = grid(beside, margin + inset, top, width - 2 * (margin + inset));
  svg.push(...rest.svg);
  return { svg, height: top + rest.height - y };
}

function drawTier({ title, boxes }: Tier, y: number): Drawn {
  const left = margin + inset;
  const inner = width - 2 * left;
  const content = grid(boxes, left + gap, y + 30, inner - 2 * gap);
  const height = 30 + content.height + gap;
  return {
    svg: [
      `<rect class="tier" x="${left}" y="${y}" width="${inner}" height="${height}" rx="8"/>`,
      text(left + gap, y + 20, title, size.line, 'b'),
      ...content.svg,
    ],
    height,
  };
}

/** For those who hear the picture. */
function describe({ edge, regions, copies }: Picture): string {
  const sentences = [
    `Edge: ${edge.map(({ title }) => title).join(', ')}.`,
    ...regions.flatMap(({ title, tiers, beside }) => [
      `${title}.`,
      ...tiers.map((tier) => `${tier.title}: ${namesOf(tier.boxes)}.`),
      `Beside the network: ${namesOf(beside)}.`,
    ]),
    ...(copies.length === 0 ? [] : [`Copied to the other region: ${copies.join(', ')}.`]),
  ];
  return wrap(sentences.join(' '), 60, 1).join('\n');
}

const namesOf = (boxes: Tier['boxes']): string =>
  boxes.map(({ title, lines }) => [title, ...lines].join(' ')).join('; ');
