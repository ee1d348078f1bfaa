package trm

type Settings interface{ Cancelable() bool }
