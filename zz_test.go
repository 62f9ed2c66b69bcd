package presse
import ("testing";"os";"html/template";"strings")
func BenchmarkZZ(b *testing.B){ x,_:=os.ReadFile("../shared/data/sanitize/body6k.html"); s:=string(x); y:=Typesetter{Lang:"fr"}
 san := Sanitize(s); clean := y.HTML(san); if y.HTML(clean)!=clean {b.Fatal()}
 text := y.Text(PlainText(s)); flat := strings.ReplaceAll(text,"\n\n","\n\n")
 b.Run("PlainText", func(b *testing.B){ b.ReportAllocs(); b.SetBytes(int64(len(clean))); for b.Loop(){ PlainText(string(clean))} })
 b.Run("HTML", func(b *testing.B){ b.ReportAllocs(); b.SetBytes(int64(len(clean))); for b.Loop(){ y.HTML(clean)} })
 b.Run("HTMLraw", func(b *testing.B){ b.ReportAllocs(); b.SetBytes(int64(len(clean))); for b.Loop(){ y.HTML(template.HTML(s))} })
 b.Run("TextPlain", func(b *testing.B){ b.ReportAllocs(); b.SetBytes(int64(len(flat))); for b.Loop(){ PlainText(flat)} })
 b.Run("Text", func(b *testing.B){ b.ReportAllocs(); b.SetBytes(int64(len(flat))); for b.Loop(){ y.Text(flat)} })
 b.Logf("%d %d", len(clean), len(flat))
}
