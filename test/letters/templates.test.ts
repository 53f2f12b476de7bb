import { readFileSync } from 'node:fs'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readNoticeSetting } from '#backend/letters/notice-setting.ts'
import { sourceTemplates } from '#backend/letters/template-files.ts'
import { alwaysVisibleBox, envelopeProductSchema, everVisibleBox, isInside, windowOverSheet } from '#templates/letters/envelope.ts'
import { noticeTemplateSchema } from '#templates/letters/password-notice/schema.ts'
import { templateProblems } from '#templates/letters/template-fields.ts'
import { setting } from './support/notices.ts'

const { envelope, template } = setting

function problemsOf(change: object): string {
  const parsed = noticeTemplateSchema.safeParse({ ...template, ...change })
  return parsed.success ? '' : templateProblems(parsed.error).join('\n')
}

describe('envelope products', () => {
  it('show the always-visible box at every shift, and never more than the ever-visible box', () => {
    const always = alwaysVisibleBox(envelope)
    const ever = everVisibleBox(envelope)
    for (let right = -envelope.play.left; right <= envelope.play.right; right += 2.5) {
      for (let down = -envelope.play.up; down <= envelope.play.down; down += 2.1) {
        const window = windowOverSheet(envelope, { right, down })
        expect(isInside(always, window)).toBe(true)
        expect(isInside(window, ever)).toBe(true)
      }
    }
  })

  it('are computed to the millimetre for the default: 25 and 21 mm of play', () => {
    expect(alwaysVisibleBox(envelope)).toEqual({ left: 32.5, right: 97.5, top: 22.5, bottom: 46.5 })
    expect(everVisibleBox(envelope)).toEqual({ left: 7.5, right: 122.5, top: 1.5, bottom: 67.5 })
  })

  it('may not claim less play than paper and envelope leave', () => {
    const parsed = envelopeProductSchema.safeParse({ ...envelope, play: { left: 2, right: 2, up: 10.5, down: 10.5 } })
    expect(parsed.success ? '' : templateProblems(parsed.error).join()).toContain('左右の動きは合わせて 25 mm 以上')
  })

  it('may not have a window smaller than 80 × 45 mm', () => {
    const parsed = envelopeProductSchema.safeParse({ ...envelope, window: { ...envelope.window, height: 40 } })
    expect(parsed.success ? '' : templateProblems(parsed.error).join()).toContain('45 mm 以上')
  })
})

describe('the notice template', () => {
  it.each([
    ['https://example.jp/'],
    ['http://shinsei.iryohokenjyoho-portalsite.jp/'],
    ['https://shinsei.iryohokenjyoho-portalsite.jp.example.jp/'],
    ['https://shinsei.iryohokenjyoho-portalsite.jp@example.jp/'],
    ['https://shinsei.iryohokenjyoho-portalsite.jp:8443/'],
    ['not an address'],
  ])('never sends its reader to %s', (url) => {
    expect(problemsOf({ portal: { url } })).toContain('shinsei.iryohokenjyoho-portalsite.jp のものだけ')
  })

  it('says in words what is wrong', () => {
    expect(problemsOf({ validityDays: 3 })).toContain('7日以上')
    expect(problemsOf({ validityDays: '30' })).toContain('整数')
    expect(problemsOf({ postageClasses: [{ ...template.postageClasses[0], marks: ['速達便'] }] })).toContain('簡易書留')
    expect(problemsOf({ wording: { ...template.wording, title: ' ' } })).toContain('wording › title: 文が空です')
    expect(problemsOf({ wording: { ...template.wording, steps: template.wording.steps.slice(1) } })).toContain('6つ必要')
    expect(problemsOf({ colour: 'red' })).toContain('知らない項目があります: colour')
    expect(problemsOf({ layout: { ...template.layout, stepTops: [132, 103.5, 155, 202.5, 222.9, 238.3] } })).toContain('上から順に')
  })
})

describe('reading the template files', () => {
  it('keeps the hash of what was read', () => {
    expect(setting.templateHash).toMatch(/^[0-9a-f]{64}$/u)
    expect(readNoticeSetting().templateHash).toBe(setting.templateHash)
  })

  it('names the file and the remedy when a template is broken or missing', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'templates-'))
    try {
      expect(() => readNoticeSetting(directory)).toThrow(/password-notice\/template\.json.*ファイルを読めません/u)
      await mkdir(join(directory, 'letters/password-notice'), { recursive: true })
      await writeFile(join(directory, 'letters/envelope.json'), readFileSync(join(sourceTemplates, 'letters/envelope.json')))
      await writeFile(join(directory, 'letters/password-notice/template.json'), '{ "templateVersion": ')
      expect(() => readNoticeSetting(directory)).toThrow(/JSONとして読めません/u)
      await writeFile(join(directory, 'letters/password-notice/template.json'), readFileSync(join(sourceTemplates, 'letters/password-notice/template.json')))
      await writeFile(join(directory, 'letters/envelope.json'), '{"defaultProduct":"x","products":[]}')
      expect(() => readNoticeSetting(directory)).toThrow(/封筒を1つ以上登録/u)
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('refuses an envelope that is not there', () => {
    expect(() => readNoticeSetting(sourceTemplates, 'kakugata2')).toThrow(/kakugata2/u)
  })
})
