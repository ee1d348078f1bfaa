package catalog

import "testing"

func TestMayBe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b, bus string
		want      bool
	}{
		{"orders", "orders", "", true},
		{"orders", "order", "", false},
		{"orders.{}", "orders.eu", "", true},
		{"orders.{}", "payments.eu", "", false},
		{"{env}.orders.placed", "{}.orders.placed", "", true},
		{"{}.placed", "orders.{}", "", true},
		{"{}.placed", "orders.{}.paid", "", false},
		{"a{}b{}c", "a{}c", "", true},
		{"orders.*", "orders.eu", "nats", true},
		{"orders.*", "orders.eu.placed", "nats", false},
		{"orders.>", "orders.eu.placed", "nats", true},
		{"orders.>", "payments.eu", "nats", false},
		{"orders.*", "orders.{}", "nats", true},
		{"orders.*", "orders.eu", "kafka", false},
		{"orders.#", "orders", "rabbitmq", true},
		{"*.placed", "orders.placed", "rabbitmq", true},
		{"*.placed", "orders.eu.placed", "rabbitmq", false},
		{"sensors/+/temp", "sensors/a/temp", "mqtt", true},
		{"sensors/#", "sensors/a/b", "mqtt", true},
		{`^orders\..*`, "orders.eu", "kafka", true},
		{`^orders\..*`, "payments.eu", "kafka", false},
		{`^orders\..*`, "{}.eu", "kafka", true},
		{"^(", "^(", "kafka", true},
		{"^(", "orders", "kafka", false},
		{"", "", "", true},
	} {
		if got := MayBe(c.a, c.b, c.bus); got != c.want {
			t.Errorf("MayBe(%q, %q, %q) = %v", c.a, c.b, c.bus, got)
		}
		if got := MayBe(c.b, c.a, c.bus); got != c.want {
			t.Errorf("MayBe(%q, %q, %q) = %v", c.b, c.a, c.bus, got)
		}
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		declared, name, bus string
		want                bool
	}{
		{"orders.{}", "orders.eu", "", true},
		{"orders.{}", "orders.{}", "", true},
		{"orders.{region}", "orders.{}", "", true},
		{"{env}.orders", "{}.orders", "", true},
		{"orders.eu", "orders.{}", "", false},
		{"orders.*", "orders.{}", "nats", false},
		{"orders.>", "orders.{}", "nats", true},
		{"orders.*", "orders.eu", "nats", true},
		{"{env}.orders", "orders", "", false},
	} {
		if got := Covers(c.declared, c.name, c.bus); got != c.want {
			t.Errorf("Covers(%q, %q, %q) = %v", c.declared, c.name, c.bus, got)
		}
	}
}

func FuzzMayBe(f *testing.F) {
	f.Add("orders.*", "orders.{}.>", "nats")
	f.Add("{}#{}", "*.#", "rabbitmq")
	f.Fuzz(func(t *testing.T, a, b, bus string) {
		if MayBe(a, b, bus) != MayBe(b, a, bus) {
			t.Errorf("MayBe(%q, %q, %q) depends on the order", a, b, bus)
		}
	})
}

func TestJoinKey(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"orders.placed": "orders.placed", "{}.Orders.placed": "orders.placed", "{env}-orders": "orders", "orders.{}": "orders", "a.{x}.b": "a.{}.b", "{}": "{}", "": "",
	} {
		if got := JoinKey(name); got != want {
			t.Errorf("JoinKey(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestMatchPackage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, pkg, dir string
		want              bool
	}{
		{"./...", "example.com/shop/orders", "orders", true},
		{"./...", "example.com/shop", ".", true},
		{"./orders/...", "example.com/shop/orders", "orders", true},
		{"./orders/...", "example.com/shop/orders/api", "orders/api", true},
		{"./orders/...", "example.com/shop/ordersapi", "ordersapi", false},
		{"./orders", "example.com/shop/orders/api", "orders/api", false},
		{"./orders", "example.com/shop/orders", "orders", true},
		{".", "example.com/shop", ".", true},
		{"example.com/shop/...", "example.com/shop/orders", "orders", true},
		{"example.com/shop", "example.com/shop/orders", "orders", false},
		{"...", "example.com/shop/orders", "orders", true},
	} {
		if got := matchPackage(c.pattern, c.pkg, c.dir); got != c.want {
			t.Errorf("matchPackage(%q, %q, %q) = %v", c.pattern, c.pkg, c.dir, got)
		}
	}
	for pattern, want := range map[string]bool{"./...": true, "...": true, "a/b": true, "": false, "a...": false, "a/.../b": false, "a b": false} {
		if validPattern(pattern) != want {
			t.Errorf("validPattern(%q) = %v", pattern, !want)
		}
	}
}
