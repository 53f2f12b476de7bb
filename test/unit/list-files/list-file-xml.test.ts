import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { attribute, XmlScanner } from '#list-files/xml-scanner.ts'

/** What a document says, text in one piece: "<a>", "text", "</a>". */
function scan(pieces: readonly string[]): string[] {
  const events: string[] = []
  let text = ''
  const put = (event: string): void => {
    if (text !== '') events.push(text)
    text = ''
    events.push(event)
  }
  const scanner = new XmlScanner({
    open: (tag) => put(`<${tag.name}${attribute(tag, 'r') === undefined ? '' : ` ${attribute(tag, 'r')}`}>`),
    text: (piece) => void (text += piece),
    close: (name) => put(`</${name}>`),
  })
  for (const piece of pieces) scanner.write(piece)
  scanner.end()
  return events
}

const document = `<?xml version="1.0"?>\r\n<!-- <a> --><x:sheet xmlns:x="u"><x:row x:r='1' spans="1:2"/>
<c s="r=9" r = "A&amp;1>2"><v>1 &lt; 2 &#x9AD9;&#39640;&quot;\r\n\r</v></c ><![CDATA[<a>&amp;]]></x:sheet>\r`

describe('the reader of a workbook\'s XML', () => {
  it('hands out tags, text and entities', () => {
    expect(scan([document])).toEqual(['<sheet>', '<row 1>', '</row>', '\n', '<c A&1>2>', '<v>', '1 < 2 髙高"\n\n', '</v>', '</c>', '<a>&amp;', '</sheet>'])
  })

  it('gives the same however the document is cut', () => {
    const whole = scan([document])
    fc.assert(fc.property(fc.array(fc.nat(document.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), document.length]
      expect(scan(places.slice(1).map((end, index) => document.slice(places[index], end)))).toEqual(whole)
    }))
    expect(scan([...document])).toEqual(whole)
  })

  it.each(['', ' ', '<a>', '<a', '<a></b>', '</a>', '<a/><b/>', '<a>&amp</a>', '<a>&nbsp;</a>', '<a>&#x110000;</a>', '<a>x & y</a>', '<!DOCTYPE a><a/>', 'text', '<a/>text', '< a/>', '<a><![CDATA[x</a>', '<a><!-- </a>'])('refuses %j', (text) => {
    expect(() => scan([text])).toThrow(SyntaxError)
    expect(() => scan([...text])).toThrow(SyntaxError)
  })

  it('refuses a tag that never ends', () => {
    const scanner = new XmlScanner({ open: () => undefined, text: () => undefined, close: () => undefined })
    scanner.write('<a ')
    expect(() => { for (let piece = 0; piece < 40; piece++) scanner.write('x'.repeat(64 * 1024)) }).toThrow(SyntaxError)
  })

  it('does not take a part of another attribute for one', () => {
    const tag = { name: 'c', attributes: ` bar="1" r2="2" x="r='3'" x:r="4"` }
    expect([attribute(tag, 'r'), attribute(tag, 'a'), attribute(tag, 'r2')]).toEqual(['4', undefined, '2'])
  })
})
