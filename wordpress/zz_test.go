package wordpress
import ("testing";"encoding/json";"os";"bufio";"fmt";"github.com/presse-go/presse")
func TestZZ(t *testing.T){
 fh,_:=os.Open("/work/shared/data/wordpress/golden/the_content.jsonl")
 sc:=bufio.NewScanner(fh); sc.Buffer(nil,1<<26); n,eq:=0,0
 for sc.Scan(){ var m struct{ID int;In string;The_content string}; json.Unmarshal(sc.Bytes(),&m)
  n++; got,l:=Body(m.In,BodyOptions{}); g,w:=presse.Sanitize(got),presse.Sanitize(m.The_content)
  if g==w {eq++} else {fmt.Printf("%d\ngot  %s\nwant %s\n%v\n\n",m.ID,g,w,l)}}
 fmt.Println(n,eq)
}
