;;; What must hold in Emacs with eglot, set up as docs/editor.md says: run in a folder with the agreements of ../files.ts. -*- lexical-binding: t -*-
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'imenu)
(require 'xref)

(setq eglot-sync-connect 90 eglot-connect-timeout 90 jsonrpc-default-request-timeout 90 eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil
      make-backup-files nil create-lockfiles nil)
;; There is no mouse that could have opened a menu.
(setq last-nonmenu-event t)

(defvar tried nil "Names and bodies of the trials, the last first.")
(defmacro trial (name &rest body) `(push (cons ,name (lambda () ,@body)) tried))

(defun eventually (get what)
  (let ((end (+ (float-time) 90)) found)
    (while (not (setq found (funcall get)))
      (when (> (float-time) end) (error "waited in vain for %s" what))
      (accept-process-output nil 0.05))
    found))

(defun equal-or-error (found expected)
  (unless (equal found expected) (error "expected %S, found %S" expected found)))

(defun contains (found expected)
  (unless (member expected found) (error "%s is not among %S" expected found)))

(defun open-file (name)
  "Opens the file as it lies on disk, with the server."
  (when-let ((old (find-buffer-visiting name)))
    (with-current-buffer old (set-buffer-modified-p nil))
    (kill-buffer old))
  (switch-to-buffer (find-file-noselect name))
  (unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
  (eventually #'eglot-current-server "the server"))

(defun put-point (words)
  "Puts point on the last letter of the words."
  (goto-char (point-min))
  (search-forward words)
  (backward-char))

(defun findings ()
  "The diagnostics of the buffer as it stands."
  ;; Edits are told when nobody types, which without a screen is never.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (flymake-diagnostics))

(trial "a file of agreements is known by its name"
  (open-file "support.avtal")
  (equal-or-error major-mode 'avtal-mode)
  (equal-or-error comment-start "// "))

(trial "a contradiction is shown, and goes with its repair"
  (open-file "contradiction.avtal")
  (eventually #'findings "diagnostics")
  (let ((finding (car (findings))))
    (unless (string-match-p "AV4001" (flymake-diagnostic-text finding)) (error "%s" (flymake-diagnostic-text finding)))
    (goto-char (flymake-diagnostic-beg finding))
    ;; The action is chosen as from the menu.
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_ choices &rest _)
                 (or (cl-find "override" (mapcar #'car choices) :test #'string-match-p)
                     (error "no such action among %S" (mapcar #'car choices))))))
      (eglot-code-actions (point) nil nil t)))
  (goto-char (point-min))
  (search-forward "override")
  (eventually (lambda () (null (findings))) "nothing to remark"))

(trial "what is typed is checked, in whatever letters"
  (open-file "support.avtal")
  (goto-char (point-min))
  (forward-line)
  (insert "  // 🙂 æøå\n  provder \"🙂\"\n")
  (eventually #'findings "diagnostics")
  (equal-or-error (line-number-at-pos (flymake-diagnostic-beg (car (findings)))) 3))

(trial "hover says what a row means"
  (open-file "support.avtal")
  (put-point "rate work")
  (let ((shown (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (unless (string-match-p "950" (eglot--hover-info (plist-get shown :contents) (plist-get shown :range)))
      (error "the hover says %S" shown))))

(trial "definition leads to the window, in the other file"
  (open-file "acme.avtal")
  (put-point "during office")
  (xref-find-definitions "LSP identifier at point.")
  (equal-or-error (file-name-nondirectory buffer-file-name) "support.avtal")
  (unless (string-match-p "^ *window office" (thing-at-point 'line)) (error "at %s" (thing-at-point 'line))))

(trial "references are found in both files"
  (open-file "support.avtal")
  (put-point "window office")
  (let ((files (mapcar (lambda (one) (file-name-nondirectory (xref-location-group (xref-item-location one))))
                       (xref-backend-references 'eglot "LSP identifier at point."))))
    (contains files "support.avtal")
    (contains files "acme.avtal")))

(trial "the index has the windows"
  (open-file "support.avtal")
  (let (names)
    (cl-labels ((collect (tree) (dolist (one tree)
                                  (push (substring-no-properties (car one)) names)
                                  (when (consp (cdr one)) (collect (cdr one))))))
      (collect (funcall imenu-create-index-function)))
    (contains names "office")))

(trial "completion at point offers windows"
  (open-file "support.avtal")
  (goto-char (point-min))
  (search-forward "rate work during ")
  (pcase-let ((`(,begin ,end ,table . ,_) (eglot-completion-at-point)))
    (contains (mapcar #'substring-no-properties (all-completions (buffer-substring begin end) table)) "office")))

(trial "formatting puts the columns in order"
  (open-file "support.avtal")
  (eglot-format-buffer)
  (let ((before (buffer-string)))
    (goto-char (point-min))
    (while (re-search-forward " +|" nil t) (replace-match "|"))
    (when (equal (buffer-string) before) (error "nothing to format"))
    (eglot-format-buffer)
    (equal-or-error (buffer-string) before)))

;; Emacs asks before it changes files that are not open, and here is nobody to answer.
(trial "rename reaches the other files"
  (dolist (file '("acme.avtal" "fjord.avtal" "support.avtal")) (open-file file))
  (put-point "window office")
  (eglot-rename "daytime")
  (goto-char (point-min))
  (when (search-forward "office" nil t) (error "an old name stayed: %s" (thing-at-point 'line)))
  (dolist (file '("acme.avtal" "fjord.avtal"))
    (with-current-buffer (find-buffer-visiting file)
      (goto-char (point-min))
      (search-forward "during daytime"))))

(trial "a rename to a word of the language says why not"
  (open-file "support.avtal")
  (put-point "window office")
  (condition-case why
      (progn (eglot-rename "when") (error "it was renamed"))
    (error (unless (string-match-p "`when`" (format "%S" why)) (signal (car why) (cdr why))))))

(let ((failed 0))
  (dolist (one (reverse tried))
    (condition-case why
        (progn (funcall (cdr one)) (princ (format "ok: %s\n" (car one))))
      (error (setq failed (1+ failed))
             (princ (format "FAILED: %s\n%s\n" (car one) (error-message-string why))))))
  (kill-emacs (if (= failed 0) 0 1)))
