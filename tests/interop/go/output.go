package main

import (
	"io"
	"os"
	"strings"
)

// The library prints its warnings; they must not get among the answers.
type output struct{ file *os.File }

func captureOutput() (*output, error) {
	file, err := os.CreateTemp("", "in-toto-go-driver")
	if err != nil {
		return nil, err
	}
	os.Stdout = file
	return &output{file}, os.Remove(file.Name())
}

// The lines printed since the last call.
func (o *output) take() []string {
	size, err := o.file.Seek(0, io.SeekCurrent)
	if err != nil || size == 0 {
		return nil
	}
	content := make([]byte, size)
	_, _ = o.file.ReadAt(content, 0)
	_ = o.file.Truncate(0)
	_, _ = o.file.Seek(0, io.SeekStart)
	return strings.Split(strings.TrimRight(string(content), "\n"), "\n")
}
