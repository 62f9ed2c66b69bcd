package markup
import ("testing")
func TestZZ(t *testing.T){
 for _,in:=range []string{"<blockquote class=\"twitter-tweet\"><a href=\"https://twitter.com/redaction/status/1890000000000000000\"></a></blockquote>",
 "<div class=\"wp-block-embed__wrapper\">\nhttps://www.youtube.com/watch?v=aBcDeFgHi-1&amp;t=9\n</div>"} {
  out,rep:=NewRules(Config{}).Report(in)
  t.Log(NewRules(Config{}).Verify(in), out,rep)
 }
}
