package payload

import "go/types"

// exact is the shape of a type that a codec knows by itself, not by methods.
func (x *extractor) exact(t types.Type, in context) *Shape {
	named, ok := t.(*types.Named)
	if !ok {
		return nil
	}
	switch name := qualified(named); {
	case name == "time.Duration":
		switch {
		case x.codec == JSONv2 && in.format == "":
			return &Shape{Kind: Opaque, Enc: Unsupported, Type: name + " without a format"}
		case x.codec == JSONv2:
			return formatted(name, in)
		}
		return &Shape{Kind: Int, Enc: Duration, Bits: 64, Signed: true}
	case name == "time.Time" && x.codec == BSON:
		return &Shape{Kind: Int, Enc: Datetime, Bits: 64, Signed: true}
	case name == "time.Time" && x.codec == Msgpack:
		return &Shape{Kind: Opaque, Type: name}
	case name == "time.Time" && x.codec == JSONv2 && in.format != "" && in.format != "RFC3339" && in.format != "RFC3339Nano":
		return formatted(name, in)
	case name == "encoding/json.Number" && (x.codec == JSON || x.codec == JSONv2):
		return &Shape{Kind: Number, Enc: Literal, Quoted: in.quoted}
	}
	return nil
}

// formatted is a time or duration in a format of json/v2: numbers in a unit, or a text in a layout.
func formatted(name string, in context) *Shape {
	switch in.format {
	case "unix", "unixmilli", "unixmicro", "unixnano", "sec", "milli", "micro":
		return &Shape{Kind: Number, Enc: Encoding(in.format), Quoted: in.quoted} // with a fraction
	case "nano":
		return &Shape{Kind: Int, Enc: Duration, Bits: 64, Signed: true, Quoted: in.quoted}
	}
	return &Shape{Kind: String, Enc: Encoding(in.format), Type: name}
}

func qualified(t *types.Named) string {
	o := t.Origin().Obj()
	if o.Pkg() == nil {
		return o.Name()
	}
	return o.Pkg().Path() + "." + o.Name()
}

// known is the shape of a type whose own methods write it, and which is so common that its form is known. All others with such methods are opaque.
func (x *extractor) known(t types.Type) *Shape {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || x.codec != JSON && x.codec != JSONv2 {
		return nil
	}
	text := func(e Encoding) *Shape { return &Shape{Kind: String, Enc: e} }
	maybe := func(sh *Shape) *Shape { return nullable(sh) }
	switch qualified(named) {
	case "time.Time":
		return text(RFC3339)
	case "encoding/json.RawMessage", "encoding/json/jsontext.Value":
		return &Shape{Kind: Any, Enc: Raw, Nullable: true}
	case "math/big.Int":
		return &Shape{Kind: Int, Signed: true}
	case "math/big.Float":
		return text("float")
	case "math/big.Rat":
		return text("fraction")
	case "github.com/shopspring/decimal.Decimal":
		return text(Decimal)
	case "github.com/shopspring/decimal.NullDecimal":
		return maybe(text(Decimal))
	case "net/netip.Addr", "net.IP":
		return text("ip")
	case "net/netip.Prefix":
		return text("prefix")
	case "net/netip.AddrPort":
		return text("addrport")
	case "github.com/google/uuid.UUID", "github.com/gofrs/uuid.UUID", "github.com/gofrs/uuid/v5.UUID", "github.com/satori/go.uuid.UUID":
		return text("uuid")
	case "github.com/google/uuid.NullUUID", "github.com/gofrs/uuid.NullUUID", "github.com/gofrs/uuid/v5.NullUUID":
		return maybe(text("uuid"))
	case "github.com/oklog/ulid.ULID", "github.com/oklog/ulid/v2.ULID":
		return text("ulid")
	case "go.mongodb.org/mongo-driver/bson/primitive.ObjectID", "go.mongodb.org/mongo-driver/v2/bson.ObjectID":
		return text("objectid")
	case "gopkg.in/guregu/null.v4.String", "github.com/guregu/null/v5.String", "github.com/guregu/null/v6.String", "github.com/volatiletech/null/v8.String":
		return maybe(text(Plain))
	case "gopkg.in/guregu/null.v4.Int", "github.com/guregu/null/v5.Int", "github.com/guregu/null/v6.Int", "github.com/volatiletech/null/v8.Int64":
		return maybe(&Shape{Kind: Int, Bits: 64, Signed: true})
	case "gopkg.in/guregu/null.v4.Float", "github.com/guregu/null/v5.Float", "github.com/guregu/null/v6.Float", "github.com/volatiletech/null/v8.Float64":
		return maybe(&Shape{Kind: Number, Bits: 64})
	case "gopkg.in/guregu/null.v4.Bool", "github.com/guregu/null/v5.Bool", "github.com/guregu/null/v6.Bool", "github.com/volatiletech/null/v8.Bool":
		return maybe(&Shape{Kind: Bool})
	case "gopkg.in/guregu/null.v4.Time", "github.com/guregu/null/v5.Time", "github.com/guregu/null/v6.Time", "github.com/volatiletech/null/v8.Time":
		return maybe(text(RFC3339))
	}
	return nil
}
