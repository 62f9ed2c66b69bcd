// Judges pages by structured-data-testing-tool, with its presets for Google and for social
// networks: node structured.cjs TYPE,TYPE… PAGE.html… Every page must have each of the types,
// under exactly that name.
const fs = require('fs')
const { structuredDataTest } = require('structured-data-testing-tool')
const { Google, SocialMedia } = require('structured-data-testing-tool/presets')

async function main() {
  const [types, ...names] = process.argv.slice(2)
  for (const name of names) {
    const options = { presets: [Google, SocialMedia], schemas: types.split(',') }
    const page = fs.readFileSync(name, 'utf8')
    const result = await structuredDataTest(page, options).catch(error => {
      if (!error.res) throw error
      return error.res
    })
    for (const test of result.failed) {
      console.log(`${name}: ${test.test}: ${test.error && test.error.message}`)
      process.exitCode = 1
    }
  }
}

main()
