package publish

import (
	"errors"
	"time"

	"github.com/presse-go/presse"
)

var (
	errSpoken = errors.New("neither a style nor a layout: a language must be a presse.Lang")
	errNoTime = errors.New("the time is missing")
	errNoNow  = errors.New("the present time is missing")
	errNow    = errors.New("the zero time, where it is asked for how long ago something was")
)

// date returns a date in words.
func (f *funcs) date(args ...any) (string, error) {
	var t time.Time
	lang, style, layout, at := f.site.Lang, presse.DateLong, "", 0
	c := call{function: "date"}
	for n, v := range args {
		switch v := v.(type) {
		case time.Time:
			c.is(paramWhat, n, v)
			t = v
		case presse.Lang:
			c.is(paramLang, n, v)
			lang = f.language(v)
		case presse.DateStyle:
			c.is(paramHow, n, v)
			style = v
		case string:
			c.is(paramHow, n, v)
			if style.UnmarshalText([]byte(v)) != nil {
				layout, at = v, n
			}
		default:
			c.fault(n, v, errArgument)
		}
	}
	if c.wants(paramWhat, errNoTime); c.err != nil {
		return "", c.err
	}
	switch t = f.zoned(t); {
	case t.IsZero():
		return "", nil
	case layout != "":
		out, err := lang.FormatDate(t, layout)
		c.layout(at, layout, err)
		return out, c.err
	}
	return lang.Date(t, style), nil
}

// layout notes what is wrong with argument n, a layout, or with the zone of the time.
func (c *call) layout(n int, layout string, err error) {
	var fault *presse.Error
	switch l := presse.Lang(layout); {
	case err == nil:
	case !errors.As(err, &fault):
		c.fault(n, layout, err)
	case fault.Field != "": // the zone of the time
		c.err = functionError(c.function, fault.Field+" "+fault.Value, fault.Err)
	case l.UnmarshalText([]byte(layout)) == nil:
		c.fault(n, layout, errSpoken)
	default:
		c.fault(n, layout, fault.Err)
	}
}

// relative returns how long before now a time was. The first of two times is that time.
func (f *funcs) relative(args ...any) (string, error) {
	var times []time.Time
	l := f.site.Lang
	c := call{function: "relative"}
	for n, v := range args {
		if lang, ok := c.language(n, v); ok {
			l = f.language(lang)
			continue
		}
		t, ok := v.(time.Time)
		if !ok {
			c.fault(n, v, errArgument)
			continue
		}
		switch times = append(times, t); len(times) {
		case 1:
			c.is(paramWhat, n, v)
		default:
			if c.is(paramHow, n, v); t.IsZero() {
				c.fault(n, v, errNow)
			}
		}
	}
	c.wants(paramWhat, errNoTime)
	if c.wants(paramHow, errNoNow); c.err != nil || times[0].IsZero() {
		return "", c.err
	}
	return l.Relative(f.zoned(times[0]), f.zoned(times[1])), nil
}

// instant returns a time as the datetime attribute of HTML takes it (html.spec.whatwg.org, "Global
// dates and times"), which is a form of RFC 3339.
func (f *funcs) instant(t time.Time) string { return instant(f.zoned(t)) }

func (f *funcs) zoned(t time.Time) time.Time {
	if f.site.Zone == nil || t.IsZero() {
		return t
	}
	return t.In(f.site.Zone)
}
