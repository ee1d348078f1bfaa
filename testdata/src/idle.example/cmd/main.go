// Command cmd is one use of a library.
package main

func main() {}
