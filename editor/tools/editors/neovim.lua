-- What must hold in Neovim, set up as docs/editor.md says: run in a folder with the agreements of ../files.ts.

local tests, failed = {}, 0
local function test(name, body) table.insert(tests, { name = name, body = body }) end

local function say(text) io.stdout:write(text .. '\n') end

local function eventually(get, what)
  local found
  if not vim.wait(90000, function() found = get(); return found end, 20) then error('waited in vain for ' .. what, 0) end
  return found
end

local function equal(found, expected)
  if not vim.deep_equal(found, expected) then
    error(string.format('expected %s, found %s', vim.inspect(expected), vim.inspect(found)), 0)
  end
end

local function contains(found, expected)
  if not vim.tbl_contains(found, expected) then error(expected .. ' is not among ' .. table.concat(found, ', '), 0) end
end

--- Opens the file as it lies on disk, with the server.
local function open(name)
  if vim.fn.expand('%:t') ~= name then vim.cmd('edit ' .. name) end
  vim.cmd('edit!')
  eventually(function() return next(vim.lsp.buf_get_clients(0)) ~= nil end, 'the server')
end

local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end
local function text() return table.concat(lines(), '\n') end

--- Puts the cursor on the last letter of the words.
local function put_cursor(words)
  for row, line in ipairs(lines()) do
    local _, last = line:find(words, 1, true)
    if last then return vim.api.nvim_win_set_cursor(0, { row, last - 1 }) end
  end
  error('there is no ' .. words, 0)
end

local function codes()
  return vim.tbl_map(function(one) return one.code or one.user_data.lsp.code end, vim.diagnostic.get(0))
end

--- The result of a request about the place of the cursor.
local function ask(method, more)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), more or {})
  local _, answer = next(eventually(function() return vim.lsp.buf_request_sync(0, method, params, 30000) end, method))
  if answer.error or answer.err then error(vim.inspect(answer), 0) end
  return answer.result
end

test('a file of agreements is known by its name', function()
  open('support.avtal')
  equal(vim.bo.filetype, 'avtal')
  equal(vim.bo.commentstring, '// %s')
end)

test('a contradiction is shown, and goes with its repair', function()
  open('contradiction.avtal')
  eventually(function() return #vim.diagnostic.get(0) > 0 end, 'diagnostics')
  equal(codes(), { 'AV4001' })
  local finding = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  -- The action is chosen as from the menu.
  vim.ui.select = function(items, options, chosen)
    for index, item in ipairs(items) do
      if options.format_item(item):find('override', 1, true) then return chosen(item, index) end
    end
    error('no such action', 0)
  end
  vim.lsp.buf.code_action()
  eventually(function() return text():find('override', 1, true) end, 'the repair')
  eventually(function() return #vim.diagnostic.get(0) == 0 end, 'nothing to remark')
end)

test('what is typed is checked, in whatever letters', function()
  open('support.avtal')
  vim.api.nvim_buf_set_lines(0, 1, 1, false, { '  // 🙂 æøå', '  provder "🙂"' })
  eventually(function() return #vim.diagnostic.get(0) > 0 end, 'diagnostics')
  equal(vim.diagnostic.get(0)[1].lnum, 2)
  vim.api.nvim_buf_set_lines(0, 1, 3, false, {})
  eventually(function() return #vim.diagnostic.get(0) == 0 end, 'nothing to remark')
end)

test('hover says what a row means', function()
  open('support.avtal')
  put_cursor('rate work')
  vim.lsp.buf.hover()
  local shown = eventually(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      end
    end
  end, 'the hover')
  if not shown:find('950', 1, true) then error('the hover says: ' .. shown, 0) end
end)

test('definition leads to the window, in the other file', function()
  open('acme.avtal')
  put_cursor('during office')
  vim.lsp.buf.definition()
  eventually(function() return vim.fn.expand('%:t') == 'support.avtal' end, 'the other file')
  equal(vim.api.nvim_get_current_line():match('window %w+'), 'window office')
end)

test('references are found in both files', function()
  open('support.avtal')
  put_cursor('window office')
  local files = vim.tbl_map(
    function(one) return one.uri:match('[^/]+$') end,
    ask('textDocument/references', { context = { includeDeclaration = false } })
  )
  contains(files, 'support.avtal')
  contains(files, 'acme.avtal')
end)

test('rename reaches the other file', function()
  open('acme.avtal')
  open('support.avtal')
  put_cursor('window office')
  vim.lsp.buf.rename('daytime')
  eventually(function() return text():find('window daytime', 1, true) end, 'the new name')
  equal(text():find('office', 1, true), nil)
  vim.cmd('buffer acme.avtal')
  equal(text():match('during %w+'), 'during daytime')
end)

test('a rename to a word of the language says why not', function()
  open('support.avtal')
  put_cursor('window office')
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), { newName = 'when' })
  local _, answer = next(vim.lsp.buf_request_sync(0, 'textDocument/rename', params, 90000))
  equal((answer.error or answer.err).message:match('`when`'), '`when`')
end)

test('formatting puts the columns in order', function()
  open('support.avtal')
  local function format()
    if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 90000 }) else vim.lsp.buf.formatting_sync(nil, 90000) end
  end
  format()
  local before = text()
  vim.cmd('silent! %substitute/  *|/|/')
  if text() == before then error('nothing to format', 0) end
  format()
  equal(text(), before)
end)

test('completion offers windows', function()
  open('support.avtal')
  put_cursor('rate work during ')
  -- The cursor stands behind the space, as in insert mode.
  vim.api.nvim_win_set_cursor(0, { vim.fn.line('.'), vim.fn.col('.') })
  local found = ask('textDocument/completion')
  contains(vim.tbl_map(function(one) return one.label end, found.items or found), 'office')
end)

test('completion fills the menu of omnifunc', function()
  open('support.avtal')
  put_cursor('rate work during o')
  equal(vim.bo.omnifunc, 'v:lua.vim.lsp.omnifunc')
  local shown
  vim.fn.complete = function(_, matches) shown = matches end
  vim.fn.mode = function() return 'i' end
  vim.lsp.omnifunc(1, '')
  eventually(function() return shown ~= nil end, 'the menu')
  contains(vim.tbl_map(function(one) return one.abbr or one.word end, shown), 'office')
end)

test('the outline has the windows', function()
  open('support.avtal')
  local names = {}
  local function collect(symbols)
    for _, symbol in ipairs(symbols or {}) do
      table.insert(names, symbol.name)
      collect(symbol.children)
    end
  end
  collect(ask('textDocument/documentSymbol'))
  contains(names, 'office')
end)

for _, one in ipairs(tests) do
  local good, why = pcall(one.body)
  if good then
    say('ok: ' .. one.name)
  else
    failed = failed + 1
    say('FAILED: ' .. one.name .. '\n' .. tostring(why))
  end
end
vim.cmd(failed == 0 and 'qall!' or 'cquit!')
