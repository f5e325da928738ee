// Drives in-toto-golang over JSON lines: one request per line on stdin, one answer per line on stdout.
// The protocol is that of the Python driver; "peer" errors are errors and panics of the library.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

type operation func(*request) (any, error)

var operations = map[string]operation{
	"info":            info,
	"verify":          verify,
	"canonical":       canonical,
	"parse":           parse,
	"create":          create,
	"sign":            sign,
	"check_signature": checkSignature,
	"load_key":        loadKey,
	"record":          record,
	"match_products":  matchProducts,
	"match_patterns":  matchPatterns,
	"evaluate_rules":  evaluateRules,
	"unpack_rule":     unpackRule,
}

type fault struct {
	Kind    string `json:"kind"`
	Type    string `json:"type"`
	Message string `json:"message"`
}

type answer struct {
	ID     json.RawMessage `json:"id"`
	OK     bool            `json:"ok"`
	Result any             `json:"result"`
	Error  *fault          `json:"error,omitempty"`
	Log    []string        `json:"log,omitempty"`
}

const defaultDeadline = 60.0

func faultOf(err error) *fault {
	switch err := err.(type) {
	case badRequest:
		return &fault{"driver", "BadRequest", err.Error()}
	case panicError:
		return &fault{"peer", "Panic", err.Error()}
	}
	return &fault{"peer", fmt.Sprintf("%T", err), err.Error()}
}

// A panic of the library is an outcome like an error.
type panicError struct{ value any }

func (p panicError) Error() string { return fmt.Sprint(p.value) }

func guarded(run operation, r *request) (result any, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = panicError{value}
		}
	}()
	return run(r)
}

func answerTo(line []byte, output *output) *answer {
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		return &answer{ID: r.ID, Error: &fault{"driver", "BadRequest", err.Error()}}
	}
	run, known := operations[r.Op]
	if !known {
		return &answer{ID: r.ID, Error: faultOf(badRequest("no operation " + r.Op))}
	}
	home, err := os.Getwd()
	if err == nil && r.Cwd != "" {
		err = os.Chdir(r.Cwd)
	}
	if err != nil {
		return &answer{ID: r.ID, Error: faultOf(badRequest(err.Error()))}
	}
	defer func() { _ = os.Chdir(home) }()
	// The library cannot be interrupted: the process ends, and is started again for the next request.
	seconds := r.Deadline
	if seconds == 0 {
		seconds = defaultDeadline
	}
	timer := time.AfterFunc(time.Duration(seconds*float64(time.Second)), func() {
		fmt.Fprintln(os.Stderr, "DeadlineExceeded")
		os.Exit(3)
	})
	defer timer.Stop()
	result, err := guarded(run, &r)
	if err != nil {
		return &answer{ID: r.ID, Error: faultOf(err), Log: output.take()}
	}
	return &answer{ID: r.ID, OK: true, Result: result, Log: output.take()}
}

func main() {
	requests := bufio.NewReaderSize(os.Stdin, 1<<16)
	answers := bufio.NewWriter(os.Stdout)
	output, err := captureOutput()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for {
		line, err := requests.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		encoded, marshalError := json.Marshal(answerTo(line, output))
		if marshalError != nil {
			fmt.Fprintln(os.Stderr, marshalError)
			os.Exit(1)
		}
		_, _ = answers.Write(append(encoded, '\n'))
		if answers.Flush() != nil {
			return
		}
	}
}
