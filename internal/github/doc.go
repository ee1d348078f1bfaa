// Package github reads pull requests from GitHub, and does there what the checklist has planned.
//
// It is the only package that knows GitHub's API, and it decides nothing: [Client.Pull] turns a pull request into plain data, and [Client.Apply] carries
// out what [checklist.Plan] made of it. Everything is looked up before it is written, so that applying a plan twice changes nothing, and so that a write
// whose answer was lost is not made again.
package github
