(function(){var e=proservaMessaging.Task,t=proservaMessaging.css,n=proservaMessaging.html,r=proservaMessaging.nothing,i=proservaMessaging.svg,a=proservaMessaging.property,o=proservaMessaging.state,s=proservaMessaging.keyed,c=proservaMessaging.repeat,l=proservaMessaging.unsafeHTML,u=proservaMessaging.dismiss,d=proservaMessaging.emailWords,f=proservaMessaging.isLost,p=proservaMessaging.reasonOf,m=proservaMessaging.avatar,ee=proservaMessaging.others,te=proservaMessaging.peopleCount,h=proservaMessaging.personName,ne=proservaMessaging.roleName,g=proservaMessaging.ApiError,_=proservaMessaging.errorText,re=proservaMessaging.getConfig,v=proservaMessaging.ProservaElement,ie=proservaMessaging.fileItem,ae=proservaMessaging.Dialog,oe=proservaMessaging.linkTarget,se=proservaMessaging.reportHeight,y=proservaMessaging.gettext,ce=proservaMessaging.language,b=proservaMessaging.ngettext,le=proservaMessaging.backIcon,ue=proservaMessaging.checkIcon,de=proservaMessaging.chevronIcon,fe=proservaMessaging.clipIcon,pe=proservaMessaging.closeIcon,me=proservaMessaging.fileIcon,he=proservaMessaging.icon,x=proservaMessaging.messageIcon,ge=proservaMessaging.peopleIcon,S=proservaMessaging.searchIcon,_e=proservaMessaging.seenIcon,ve=proservaMessaging.sendIcon,C=proservaMessaging.Listing,ye=proservaMessaging.Poller,w=proservaMessaging.Online,T=proservaMessaging.empty,be=proservaMessaging.failed,E=proservaMessaging.loaded,xe=proservaMessaging.loading,D=proservaMessaging.bodyStyles,O=proservaMessaging.dateTime,Se=proservaMessaging.dayAndYear,Ce=proservaMessaging.fileSize,we=proservaMessaging.fullTime,Te=proservaMessaging.relativeTime,Ee=proservaMessaging.applyMark,De=proservaMessaging.textLength,Oe=proservaMessaging.counter,ke=proservaMessaging.fileList,Ae=proservaMessaging.hint,je=proservaMessaging.markBar,Me=proservaMessaging.composeStyles,k=proservaMessaging.errorLine,Ne=proservaMessaging.failedFiles,Pe=proservaMessaging.Form,Fe=proservaMessaging.tooLong;function Ie(e){switch(e){case`draft`:return y(`Draft`);case`scheduled`:return y(`Scheduled`);case`published`:return y(`Published`);case`expired`:return y(`Ended`);case`unpublished`:return y(`Unpublished`)}}function Le({state:e,created:t,publish_at:n,expires_at:r,can_edit:i}){return e===`draft`||!n?[y(`Created on %(time)s`,{time:O(t)})]:e===`scheduled`?[y(`Will be published on %(time)s`,{time:O(n)}),...r?[Re(r)]:[]]:e===`expired`&&r?[O(n),y(`Ended on %(time)s`,{time:O(r)})]:[O(n),...i&&r?[Re(r)]:[]]}function Re(e){return y(`Until %(time)s`,{time:O(e)})}var A=he(i`<path d="M4 10v4h3l9 4.5v-13L7 10zM7 14l1.5 5H11l-1.2-3.6M19 9.5a4 4 0 0 1 0 5"/>`),ze=he(i`<path d="M9 3.5h6l-.8 6.2 3.3 3.8h-11l3.3-3.8zM12 13.5v7"/>`);function j(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var Be=class extends v{constructor(...t){super(...t),this.courseId=``,this.reader=``,this.problem=``,this.busy=!1,this.dismissed=null,this.banner=new e(this,{args:()=>[this.courseId,this.client],task:([e,t])=>e?t.get(`announcements/banner/`,{course_id:e}):null})}static{this.styles=[v.styles,t`
      section {
        display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 12px; align-items: start; margin-block-end: 16px; padding: 8px 6px 10px 16px;
        border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: var(--radius); background: var(--soft);
      }
      :host(:dir(rtl)) section { padding: 8px 16px 10px 6px; }
      section > .icon { margin-block-start: 12px; color: var(--accent); }
      .what { min-inline-size: 0; padding-block: 10px 0; line-height: 1.4; }
      a { font-weight: 700; color: var(--text); text-decoration: underline; text-underline-offset: 2px; }
      a:hover { color: var(--link); }
      .preview { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
      .meta { font-size: var(--fs-xs); color: var(--muted); }
      .error { grid-column: 2 / -1; }
    `]}connectedCallback(){super.connectedCallback(),se()}async dismiss({id:e,version:t}){Object.assign(this,{busy:!0,problem:``});try{await this.client.post(`announcements/${e}/dismiss/`,{version:t}),u(this.reader,e,t),this.dismissed=this.courseId,await this.banner.run(),await this.updateComplete,(this.find(`a`)??this.find(`.gone`))?.focus()}catch(e){this.problem=_(e)}finally{this.busy=!1}}none(){return this.dismissed===this.courseId?n`<p class="vh gone" tabindex="-1" role="status">${y(`Announcement dismissed.`)}</p>`:r}section(e){let{edited:t,pinned:i,preview:a,publish_at:o,title:s,url:c}=e,l=y(`Dismiss`);return n`<section aria-label=${y(`Announcement`)}>
      ${i?ze:A}
      <div class="what">
        <a href=${this.client.resolve(c)} target=${oe()} dir="auto">${s}</a>
        <div class="preview" dir="auto">${a}</div>
        <div class="meta">${y(`Announcement`)} · <time datetime=${o}>${O(o)}</time>${t?n` · ${y(`Edited`)}`:r}</div>
      </div>
      <button type="button" class="round" aria-label=${l} title=${l} ?disabled=${this.busy} @click=${()=>void this.dismiss(e)}>${pe}</button>
      ${this.problem?n`<p class="error" role="alert">${this.problem}</p>`:r}
    </section>`}render(){let e=()=>this.none();return this.banner.render({complete:t=>t?.banner?this.section(t.banner):e(),error:e})}};j([a({attribute:!1})],Be.prototype,`courseId`,void 0),j([a({attribute:!1})],Be.prototype,`reader`,void 0),j([o()],Be.prototype,`problem`,void 0),j([o()],Be.prototype,`busy`,void 0);function Ve(e){let{edit:t,errors:i,form:a,label:o,readonly:s}=e,{config:c,hovering:l,intake:u,uploads:d}=a,{body:f}=a.content,p=()=>e.find(`#body`);return n`<div @dragover=${u.drag} @dragleave=${u.drag} @drop=${u.drop}>
    <label class="label" for="body">${o}</label>
    <div class="box ${i?.length?`bad`:``} ${l?`over`:``}">
      <textarea id="body" dir=${f?`auto`:r} rows="8" aria-describedby="hint body-error" aria-invalid=${!!i?.length}
        .value=${f} ?readonly=${s} @paste=${u.paste}
        @input=${e=>t(e.target.value)}></textarea>
      ${ke(d,()=>p()?.focus())} ${He(e,p)}
    </div>
    ${Ae(c?.attachments,!1)} ${k(`body`,i)} ${d.error?n`<p class="error" role="alert">${d.error}</p>`:r}
  </div>`}function He(e,t){let{find:r,form:i,readonly:a}=e,{config:o,content:s,intake:c}=i,l=y(`Attach files`);return n`<div class="bar">
    <input type="file" multiple aria-label=${l} accept=${o?.attachments.extensions.join(`,`)??``} @change=${c.pick} />
    <button type="button" class="round" aria-label=${l} title=${l} ?disabled=${a}
      @click=${()=>r(`input[type=file]`)?.click()}>${fe}</button>
    ${je(e=>{let n=t();n&&!a&&Ee(n,e)})}
    <span class="end">${Oe(De(s.body),o?.message_max_length??0)}</span>
  </div>`}var M=t`
  :host { container-type: inline-size; }
  .top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin-block-end: 12px; }
  .top h2 { flex: 1 1 220px; min-inline-size: 0; font-size: calc(var(--fs) * 1.375); font-weight: 700; line-height: 1.3; color: inherit; }
  .top h2:focus { outline: none; }
  .label, legend { display: block; padding: 0; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
  fieldset { display: grid; gap: 10px; border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  .fields { display: grid; gap: 18px; min-inline-size: 0; }
  .fields > * { min-inline-size: 0; }
  .hint { font-size: var(--fs-s); color: var(--muted); }
  .hint + .row, #hint { margin-block-start: 6px; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .row > .check + .check { margin-inline-start: 12px; }
  .row > label:not(.check) { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; min-inline-size: 0; }
  select, input[type="number"], input[type="datetime-local"] {
    font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background-color: var(--surface); min-block-size: 44px; padding: 8px 12px;
    inline-size: 100%; max-inline-size: 100%; min-inline-size: 0; border: 1px solid var(--control); border-radius: 8px; text-overflow: ellipsis;
  }
  input[type="number"] { inline-size: 7em; }
  .check { display: flex; gap: 12px; align-items: center; min-block-size: 44px; cursor: pointer; }
  .check input { flex: none; inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); }
  .check .size { color: var(--muted); font-size: var(--fs-s); white-space: nowrap; }
  .choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr)); gap: 0 16px; }
  .notice p { flex: 1 1 260px; }
  .notice.warn { border-inline-start: 4px solid var(--accent); }
  .reach { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; }
  .reach strong { font-size: calc(var(--fs) * 1.125); font-variant-numeric: tabular-nums; }
  .state-chip {
    display: inline-flex; align-items: center; gap: 6px; padding: 2px 10px; border-radius: 12px; font-size: var(--fs-xs); font-weight: 600; white-space: nowrap;
    border: 1px solid var(--line); background: var(--soft); color: var(--text);
  }
  .state-chip.good { color: var(--success); border-color: currentColor; background: var(--surface); }
  .state-chip.bad { color: var(--danger); border-color: currentColor; background: var(--surface); }
  dialog {
    inline-size: min(520px, calc(100vw - 24px)); max-block-size: calc(100vh - 24px); margin: auto; padding: 20px; overflow-y: auto; color: var(--text);
    background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
  }
  dialog::backdrop { background: rgb(10 20 40 / 45%); }
  dialog h3 { font-size: calc(var(--fs) * 1.1875); font-weight: 700; margin-block-end: 12px; color: inherit; }
  dialog h3:focus { outline: none; }
  dialog .said { display: grid; gap: 10px; margin-block-end: 18px; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  @container (max-width: 479px) { .actions button, .actions .button { flex: 1 1 100%; } }
`;function N(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function Ue(e,t){let n=new Intl.DateTimeFormat(`en-US`,{timeZone:t,hourCycle:`h23`,year:`numeric`,month:`numeric`,day:`numeric`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(e),r=e=>Number(n.find(t=>t.type===e)?.value);return Date.UTC(r(`year`),r(`month`)-1,r(`day`),r(`hour`),r(`minute`),r(`second`))}function We(e,t){let n=Date.parse(`${e}Z`);if(!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(e)||Number.isNaN(n))return null;let r=n;for(let e=0;e<2;e+=1)r+=n-Ue(r,t);return new Date(r)}function Ge(e,t){return new Date(Ue(e.getTime(),t)).toISOString().slice(0,16)}function Ke(e,t){return y(`%(time)s, %(zone)s`,{time:new Intl.DateTimeFormat(ce(),{dateStyle:`full`,timeStyle:`short`,timeZone:t}).format(e),zone:qe(e,t)})}function qe(e,t){return new Intl.DateTimeFormat(ce(),{timeZone:t,timeZoneName:`long`}).formatToParts(e).find(({type:e})=>e===`timeZoneName`)?.value??t}function Je(e,t){let n=36e5;return Ge(new Date(Math.ceil((e.getTime()+n)/n)*n),t)}function P(e){return e!==null&&e.state!==`draft`&&e.state!==`scheduled`}var Ye=6048e5;function Xe(){let e=N();return{title:``,body:``,pinned:!1,ring:!0,email:!1,recipients:[],group:null,attachments:[],attempt:null,when:`now`,local:Je(new Date,e),ends:!1,endLocal:Je(new Date(Date.now()+Ye),e),zone:e}}function Ze(e){let{title:t,body:n,pinned:r,ring:i,email:a,attachments:o,state:s,publish_at:c,expires_at:l}=e,u=Xe(),d=c?Ge(new Date(c),u.zone):u.local,f=l?Ge(new Date(l),u.zone):u.endLocal,p=s===`draft`?`draft`:s===`scheduled`?`later`:`now`;return{...u,title:t,body:n,pinned:r,ring:i,email:a,attachments:o,when:p,local:d,ends:l!==null,endLocal:f}}function Qe({title:e,body:t,attachments:n}){return!e&&!t&&!n.length}function $e({when:e,local:t,zone:n}){return e===`later`?We(t,n):null}function et({ends:e,endLocal:t,zone:n}){return e?We(t,n):null}function tt(e,t,n){let{title:r,body:i,pinned:a,ring:o,email:s,when:c}=e,l=et(e)?.toISOString()??null,u=n?.expires_at&&l&&nt(n.expires_at,l)?n.expires_at:l,d={title:r.trim(),body:i,attachments:t,pinned:a,expires_at:u};if(P(n))return d;let f=c===`draft`?{publish_at:null}:c===`later`?{publish_at:$e(e)?.toISOString()}:n?{published:!0}:{};return{...d,ring:o,email:o&&s,...f}}function nt(e,t){return Math.floor(Date.parse(e)/6e4)===Math.floor(Date.parse(t)/6e4)}var rt=255;function it(e,t){if(e.when!==`later`||P(t))return[];let n=$e(e);return n?n.getTime()<=Date.now()?[y(`This time is in the past. Choose a later time, or publish now.`)]:[]:[y(`Enter a date and time.`)]}function at(e,t){if(!e.ends)return[];let n=et(e);if(!n)return[y(`Enter a date and time.`)];if(t?.expires_at&&nt(t.expires_at,n.toISOString()))return[];let r=$e(e)?.getTime()??Date.now();return n.getTime()<=Math.max(r,Date.now())?[y(`The end must be after the time of publication.`)]:[]}function ot({content:e,config:t,uploads:n},r){let{body:i}=e,a=e.title.trim();return{title:a?Fe(a,rt):[y(`Enter a title.`)],body:i.trim()?Fe(i,t?.message_max_length):[y(`Enter some text.`)],attachments:Ne(n),publish_at:it(e,r),expires_at:at(e,r)}}var st=t`
  .list { display: grid; gap: 16px; }
  .card {
    display: grid; gap: 10px; padding: 18px 20px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface);
    scroll-margin-block-start: 16px;
  }
  .card.pinned { border-inline-start: 4px solid var(--accent); }
  .card.off { background: var(--soft); border-style: dashed; }
  .card:focus-within { border-color: var(--control); }
  .line { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; }
  .card h2 { flex: 1 1 240px; min-inline-size: 0; font-size: calc(var(--fs) * 1.25); font-weight: 700; line-height: 1.3; color: inherit; }
  .card h2:focus { outline: none; }
  .chips { display: flex; flex-wrap: wrap; gap: 6px; }
  .state-chip .icon { inline-size: 15px; block-size: 15px; }
  .state-chip.new { color: #fff; background: var(--accent); border-color: var(--accent); forced-color-adjust: none; }
  .who { display: flex; gap: 10px; align-items: center; font-size: var(--fs-s); color: var(--muted); line-height: 1.35; }
  .who strong { color: var(--text); }
  .who .avatar { inline-size: 32px; block-size: 32px; font-size: 12px; }
  .who > div { min-inline-size: 0; }
  .files { display: flex; flex-wrap: wrap; gap: 8px; }
  .files .file {
    display: inline-flex; gap: 8px; align-items: center; min-block-size: 44px; padding: 6px 12px; border: 1px solid var(--line); border-radius: 8px;
    background: var(--soft); color: var(--text); text-decoration: none; font-size: var(--fs-s); max-inline-size: 100%;
  }
  .files a.file:hover { background: var(--tint); text-decoration: underline; }
  .tools { display: flex; flex-wrap: wrap; gap: 4px; margin-inline-start: -12px; }
  .tools button { font-size: var(--fs-s); padding-inline: 12px; }
  .tools .away, .sure .away { color: var(--danger); }
  .sure .away { background: var(--surface); border-color: currentColor; }
  .sure p { flex: 1 1 220px; }
  .head { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: end; justify-content: space-between; margin-block-end: 16px; }
  .head label { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; }
  .more { display: flex; margin: 12px auto 0; }
  .list + .notice, .notice + .list { margin-block-start: 12px; }
  .fields { max-inline-size: 860px; }
  .theirs { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); flex: 1 1 100%; color: var(--text); }
  textarea#body { min-block-size: 200px; }
  .under { margin-inline-start: 32px; }
`;function ct(e,t,{content:r,change:i}){return n`<label class="check"><input type="radio" name="when" .checked=${r.when===e} @change=${()=>i({when:e},`publish_at`,`expires_at`)} />
    <span>${t}</span></label>`}function lt({content:e,courseZone:t,change:i}){let a=N();if(!t||t===a||e.when!==`later`&&!e.ends)return r;let o=new Date,s=(t,r)=>n`<option value=${t} ?selected=${t===e.zone}>${r}</option>`;return n`<div class="row"><label>${y(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value},`publish_at`,`expires_at`)}>
      ${s(a,y(`My time: %(zone)s`,{zone:qe(o,a)}))} ${s(t,y(`Course time: %(zone)s`,{zone:qe(o,t)}))}
    </select></label></div>`}function ut(e,t,n){let r=N();return n===r?e:`${e} ${y(`In your time zone: %(time)s.`,{time:Ke(t,r)})}`}function dt(e){let t=$e(e);return t?ut(y(`It will be published on %(time)s.`,{time:Ke(t,e.zone)}),t,e.zone):``}function ft(e){let t=et(e);return t?ut(y(`Learners see it until %(time)s.`,{time:Ke(t,e.zone)}),t,e.zone):``}function pt(e,t,r,i,a){return n`<div class="row">
      <label>${t}
        <input type="datetime-local" id=${e} .value=${r} aria-invalid=${!!i?.length} aria-describedby="${e}-error"
          @input=${e=>a(e.target.value)} /></label>
    </div>
    ${k(e,i)}`}function mt(e){let{before:t,change:i,content:a,errors:o}=e;return n`<fieldset>
    <legend>${y(`When`)}</legend>
    <div>
      ${ct(`now`,y(`Publish now`),e)} ${ct(`later`,y(`Schedule for later`),e)}
      ${ct(`draft`,y(t?.state===`scheduled`?`Move to drafts`:`Save as draft`),e)}
    </div>
    ${a.when===`later`?n`${pt(`publish_at`,y(`Date and time`),a.local,o.publish_at,e=>i({local:e},`publish_at`))}
          <p class="hint" role="status">${dt(a)}</p>`:r}
  </fieldset>`}function ht(e){let{before:t,change:i,content:a,errors:o}=e;return n`${P(t)?r:mt(e)}
    <fieldset>
      <label class="check"><input type="checkbox" .checked=${a.ends}
          @change=${e=>i({ends:e.target.checked},`expires_at`)} />
        <span>${y(`Set an end date`)}</span></label>
      ${a.ends?n`${pt(`expires_at`,y(`Until`),a.endLocal,o.expires_at,e=>i({endLocal:e},`expires_at`))}
            <p class="hint" role="status">${ft(a)}</p>`:r}
    </fieldset>
    ${lt(e)}`}var gt=[`title`,`body`,`attachments`,`publish_at`,`expires_at`],F=class extends v{constructor(...e){super(...e),this.courseId=``,this.courseZone=``,this.announcement=null,this.theirs=null,this.touched=!1,this.form=new Pe(this,{args:()=>[this.courseId,this.announcement,this.client],load:()=>this.load(),filled:()=>this.focus(),fields:()=>gt,target:e=>e===`attachments`?`#body`:`#${e}`,empty:Xe,keeps:e=>this.touched&&!Qe(e),client:()=>this.client,course:()=>Promise.resolve(this.courseId),edited:()=>this.touched=!0,refused:e=>this.showTheirs(e)})}static{this.styles=[v.styles,Me,M,D,st]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}async load(){let{announcement:e,client:t,courseId:n,form:r}=this;if(!n)return null;let i=await re(t);return()=>{let t=e?`announcement:${e.id}:${e.version}`:`announcement:${n}`,a=r.take(i,t);return Object.assign(this,{touched:a!==null,theirs:null}),a??(e?Ze(e):Xe())}}async save(e){e.preventDefault();let{form:t}=this;t.busy||t.uploads.busy||!t.check(ot(t,this.announcement))||await t.run(`send`,async()=>{let e=await this.deliver();Object.assign(this,{touched:!1,theirs:null}),t.reset(),this.dispatchEvent(new CustomEvent(`done`,{detail:e}))})}deliver(){let{announcement:e,client:t,form:n}=this,r=tt(n.content,n.files,e);return e?t.patch(`announcements/${e.id}/`,{version:(this.theirs??e).version,...r}):t.post(`announcements/`,{course_id:this.courseId,...r},n.keyFor(r))}async showTheirs(e){if(e instanceof g&&e.code===`changed_meanwhile`)try{this.theirs=await this.client.get(`announcements/${this.announcement?.id??0}/`),this.form.set({problem:``}),await this.updateComplete,this.find(`.theirs h3`)?.focus()}catch(e){this.form.set({problem:_(e)})}}takeTheirs(){let e=this.theirs;e&&(this.touched=!1,this.form.draft.flush(),this.announcement=e)}leave(){this.form.draft.flush(),this.dispatchEvent(new CustomEvent(`leave`))}head(){let e=y(`Back`);return n`<div class="top">
      <button type="button" class="round flip" aria-label=${e} title=${e} @click=${this.leave}>${le}</button>
      <h2 tabindex="-1">${this.announcement?y(`Edit announcement`):y(`New announcement`)}</h2>
    </div>`}titleField(){let{busy:e,content:t,errors:i}=this.form;return n`<div>
      <label class="label" for="title">${y(`Title`)}</label>
      <input type="text" id="title" dir=${t.title?`auto`:r} autocomplete="off" aria-invalid=${!!i.title} aria-describedby="title-error"
        .value=${t.title} ?readonly=${!!e} @input=${e=>this.form.edit({title:e.target.value},`title`)} />
      ${this.form.errorLine(`title`)}
    </div>`}text(){return n`<div>
      ${Ve({form:this.form,label:y(`Announcement`),errors:this.form.errors.body,readonly:!!this.form.busy,edit:e=>this.form.edit({body:e},`body`),find:e=>this.find(e)})}
      ${this.form.errorLine(`attachments`)}
    </div>`}check(e,t,...r){return n`<label class="check ${r.join(` `)}"><input type="checkbox" .checked=${this.form.content[e]}
        @change=${t=>this.form.edit({[e]:t.target.checked})} />
      <span>${t}</span></label>`}notificationFields(){return P(this.announcement)?n`<p class="hint">${y(`No one is notified again. Learners see that it was edited.`)}</p>`:n`<fieldset>
      <legend>${y(`Notifications`)}</legend>
      <div>
        ${this.check(`ring`,y(`Notify everyone in the course`))}
        ${this.form.content.ring?this.check(`email`,y(`Also send by email`),`under`):r}
      </div>
    </fieldset>`}conflict(){let{theirs:e}=this;return e?n`<div class="notice warn" role="alert">
      <p>${y(`Someone else has changed this in the meantime. Save again to replace their version, or discard your changes.`)}</p>
      <button type="button" class="quiet" @click=${this.takeTheirs}>${y(`Discard my changes`)}</button>
      <div class="theirs"><h3 tabindex="-1" dir="auto">${e.title}</h3><div class="body" dir="auto">${l(e.body_html)}</div></div>
    </div>`:r}saveLabel(){let e={now:y(`Publish`),later:y(`Schedule`),draft:y(`Save as draft`)},t=P(this.announcement)?y(`Save`):e[this.form.content.when];return this.form.label(t,y(`Saving…`))}fields(){let{announcement:e,courseZone:t,form:r}=this,{busy:i,content:a,errors:o,uploads:s}=r;return n`<form class="fields" novalidate @submit=${this.save}>
      ${this.titleField()} ${this.text()} ${this.check(`pinned`,y(`Pin to the top`))}
      ${ht({content:a,before:e,courseZone:t,errors:o,change:(e,...t)=>r.edit(e,...t)})} ${this.notificationFields()}
      ${this.conflict()} ${r.notice()}
      <div class="actions">
        <button type="submit" class="primary" ?disabled=${!!i||s.busy}>${this.saveLabel()}</button>
        <button type="button" class="outline" ?disabled=${!!i} @click=${this.leave}>${y(`Back`)}</button>
      </div>
    </form>`}render(){return n`${this.head()}${this.form.waiting(6)??this.fields()}`}};j([a({attribute:!1})],F.prototype,`courseId`,void 0),j([a({attribute:!1})],F.prototype,`courseZone`,void 0),j([a({attribute:!1})],F.prototype,`announcement`,void 0),j([o()],F.prototype,`theirs`,void 0);function _t(e,t=``,i=r){return n`<span class="state-chip ${t}">${i}${e}</span>`}function vt({can_edit:e,pinned:t,state:i},a){return n`<div class="chips">
    ${a?_t(y(`New`),`new`):r} ${t?_t(y(`Pinned`),``,ze):r}
    ${e?_t(Ie(i),i===`published`?`good`:``):r}
  </div>`}function yt(e,t){let{author:i,edited:a,publish_at:o}=e,s=Le(e).map(e=>n`<bdi>${e}</bdi>`),c=a?[n`<time datetime=${a} title=${we(a)}>${y(`Edited on %(time)s`,{time:O(a)})}</time>`]:[];return n`<div class="who">
    ${m(i,t)}
    <div>
      <div><strong dir="auto">${h(i)}</strong></div>
      <div title=${o?we(o):r}>${[...s,...c].map((e,t)=>n`${t?` · `:r}${e}`)}</div>
    </div>
  </div>`}function bt({state:e},{busy:t,change:i}){let a=(e,r)=>n`<button type="button" class="quiet" ?disabled=${t} @click=${()=>i({published:r})}>${e}</button>`;switch(e){case`draft`:return a(y(`Publish now`),!0);case`scheduled`:return n`${a(y(`Publish now`),!0)}${a(y(`Move to drafts`),!1)}`;case`published`:return a(y(`Unpublish`),!1);case`unpublished`:return a(y(`Publish again`),!0);case`expired`:return r}}function xt(e,t){let{title:r,pinned:i}=e,{busy:a,change:o}=t,s=y(i?`Unpin`:`Pin to the top`);return n`<div class="tools" role="group" aria-label=${y(`Actions for “%(title)s”`,{title:r})}>
    <button type="button" class="quiet" data-edit=${e.id} ?disabled=${a} @click=${t.edit}>${y(`Edit`)}</button>
    <button type="button" class="quiet" ?disabled=${a} @click=${()=>o({pinned:!i})}>${s}</button>
    ${bt(e,t)}
    <button type="button" class="quiet away" data-delete=${e.id} ?disabled=${a} @click=${()=>t.ask(!0)}>${y(`Delete`)}</button>
  </div>`}function St(e,{ask:t,busy:r,remove:i}){let a=P(e)?y(`Delete this for everyone? Its notifications are removed, and emails that are still waiting are not sent.`):y(`Delete this? This can't be undone.`);return n`<div class="notice sure" role="alertdialog" aria-labelledby="sure-${e.id}">
    <p id="sure-${e.id}">${a}</p>
    <button type="button" class="away" data-sure ?disabled=${r} @click=${i}>${y(`Delete permanently`)}</button>
    <button type="button" class="quiet" ?disabled=${r} @click=${()=>t(!1)}>${y(`Cancel`)}</button>
  </div>`}function Ct(e,t){let{attachments:i,body_html:a,can_edit:o,id:s,pinned:c,state:u,title:d}=e,{asking:f,problem:p,resolve:m}=t;return n`<article class=${`card ${c?`pinned`:``} ${u===`published`?``:`off`}`} data-id=${s} aria-labelledby="title-${s}">
    <div class="line"><h2 id="title-${s}" tabindex="-1" dir="auto">${d}</h2>${vt(e,t.isNew)}</div>
    ${yt(e,m)}
    <div class="body" dir="auto">${l(a)}</div>
    ${i.length?n`<ul class="files" aria-label=${y(`Files`)}>${i.map(e=>ie(e,m))}</ul>`:r}
    ${p?n`<p class="notice bad" role="alert">${p}</p>`:r}
    ${o?f?St(e,t):xt(e,t):r}
  </article>`}var wt=800,Tt=class{constructor(e,t){this.host=e,this.seen=t,this.observer=null,this.watched=new WeakSet,this.inside=new Set,this.timer=0,this.soon=()=>{clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.look(),wt)},e.addController(this)}hostConnected(){this.observer=new IntersectionObserver(e=>{e.forEach(({isIntersecting:e,target:t})=>e?this.inside.add(t):this.inside.delete(t)),this.soon()}),document.addEventListener(`visibilitychange`,this.soon)}hostDisconnected(){clearTimeout(this.timer),this.observer?.disconnect(),this.inside.clear(),document.removeEventListener(`visibilitychange`,this.soon)}hostUpdated(){this.host.renderRoot.querySelectorAll(`[data-id]`).forEach(e=>{this.watched.has(e)||(this.watched.add(e),this.observer?.observe(e))})}look(){let e=[...this.inside].filter(e=>e.isConnected);document.visibilityState===`visible`&&e.length&&this.seen(e.map(e=>Number(e.getAttribute(`data-id`))))}},Et=[`published`,`scheduled`,`draft`,`expired`,`unpublished`];function Dt(){return Number(/^#announcement-(\d{1,15})$/.exec(location.hash)?.[1]??0)}var I=class extends v{static{this.styles=[v.styles,M,D,st]}constructor(){super(),this.courseId=``,this.landing=null,this.canPost=!1,this.filter=``,this.word=``,this.busy=0,this.asking=0,this.refusal=null,this.fresh=new Set,this.list=new C(this,{fetch:e=>this.client.get(`announcements/`,{course_id:this.courseId,state:this.filter,cursor:e}),key:({id:e})=>e,added:(e,t)=>this.take(e,t),rows:`h2[id^=title]`}),this.reported=new Set,this.online=new w(this),new Tt(this,e=>void this.look(e))}connectedCallback(){super.connectedCallback();let e=()=>this.list.error&&void this.load(),t=()=>void this.land();window.addEventListener(`online`,e),window.addEventListener(`hashchange`,t),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>window.removeEventListener(`hashchange`,t))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&this.load()}async load(){Object.assign(this,{refusal:null,asking:0}),this.courseId&&await this.list.load()}async take({results:e,can_post:t,time_zone:n},r){this.fresh=new Set([...this.fresh,...e.filter(({unread:e})=>e).map(({id:e})=>e)]),r&&(this.canPost=t,this.dispatchEvent(new CustomEvent(`zone`,{detail:n})),await this.land())}async land(){let{landing:e}=this,t=e?.id??Dt();this.landing=null;let{items:n}=this.list;t&&n&&(n.some(e=>e.id===t)||await this.bring(t),await this.updateComplete,this.card(t)?.scrollIntoView?.({block:`start`}),this.find(`#title-${t}`)?.focus({preventScroll:!0}))}async bring(e){try{let t=await this.client.get(`announcements/${e}/`);if(t.course.id!==this.courseId)return;this.list.set({items:[t,...this.list.items??[]]}),t.unread&&(this.fresh=new Set([...this.fresh,e]))}catch(e){let t=e instanceof g&&e.status===404;this.word=t?y(`This announcement is no longer available.`):_(e)}}card(e){return this.find(`[data-id="${e}"]`)}async look(e){let t=this.list.items?.filter(({id:t,unread:n})=>n&&e.includes(t)&&!this.reported.has(t))??[];t.forEach(({id:e})=>this.reported.add(e));for(let{id:e}of t)try{await this.client.post(`announcements/${e}/seen/`,{});let t=this.list.items?.find(t=>t.id===e);t&&this.list.replace({...t,unread:!1})}catch{this.reported.delete(e)}t.length&&this.emit(`proserva-read`,{thread:0})}choose(e){this.filter=e.target.value,this.word=``,this.load()}async attempt(e,t){Object.assign(this,{busy:e,refusal:null,word:``});try{await t()}catch(t){this.refusal={id:e,words:_(t)},t instanceof g&&t.code===`changed_meanwhile`&&await this.renew(e)}finally{this.busy=0}}async renew(e){let t=await this.client.get(`announcements/${e}/`).catch(()=>null);t&&this.list.replace(t)}change({id:e,version:t},n){return this.attempt(e,async()=>{this.list.replace(await this.client.patch(`announcements/${e}/`,{version:t,...n})),this.word=y(`Saved.`),await this.updateComplete,this.find(`#title-${e}`)?.focus({preventScroll:!0})})}async ask(e,t){this.asking=t?e:0,await this.updateComplete,this.find(t?`[data-sure]`:`[data-delete="${e}"]`)?.focus()}discard({id:e}){return this.attempt(e,async()=>{await this.client.remove(`announcements/${e}/`),this.list.set({items:this.list.items?.filter(t=>t.id!==e)??null}),Object.assign(this,{asking:0,word:y(`Announcement deleted.`)}),await this.updateComplete,this.find(`.word`)?.focus()})}write(e){this.dispatchEvent(new CustomEvent(`write`,{detail:e}))}head(){return this.canPost?n`<div class="head">
      <button type="button" class="primary" @click=${()=>this.write(null)}>${A}${y(`New announcement`)}</button>
      <label>${y(`Show`)}
        <select @change=${this.choose}>
          <option value="">${y(`All`)}</option>
          ${Et.map(e=>n`<option value=${e} ?selected=${e===this.filter}>${Ie(e)}</option>`)}
        </select></label>
    </div>`:r}row(e){let{id:t}=e;return n`<li>${Ct(e,{resolve:e=>this.client.resolve(e),isNew:this.fresh.has(t)&&e.state===`published`,asking:this.asking===t,busy:this.busy===t,problem:this.refusal?.id===t?this.refusal.words:``,edit:()=>this.write(e),change:t=>void this.change(e,t),ask:e=>void this.ask(t,e),remove:()=>void this.discard(e)})}</li>`}content(){let{error:e,items:t}=this.list;if(e instanceof g&&e.status===404)return T(A,y(`Only people in this course can see this.`));if(!t)return this.list.waiting(6)??r;if(!t.length&&this.filter)return T(A,y(`No matching announcements`));if(!t.length){let e=this.canPost?y(`Announcements stay on the course page for everyone in the course.`):y(`Announcements from the course team appear here.`);return T(A,y(`No announcements yet`),e)}return n`<ul class="list">${c(t,({id:e})=>e,e=>this.row(e))}</ul>
      ${this.list.foot()}`}render(){return n`${this.head()} ${this.online.now?r:n`<p class="notice" role="status">${y(`You are offline. This may be out of date.`)}</p>`}
      <p class="word ${this.word?`notice`:``}" role="status" tabindex="-1">${this.word}</p>
      ${this.content()}`}};j([a({attribute:!1})],I.prototype,`courseId`,void 0),j([a({attribute:!1})],I.prototype,`landing`,void 0),j([o()],I.prototype,`canPost`,void 0),j([o()],I.prototype,`filter`,void 0),j([o()],I.prototype,`word`,void 0),j([o()],I.prototype,`busy`,void 0),j([o()],I.prototype,`asking`,void 0),j([o()],I.prototype,`refusal`,void 0),j([o()],I.prototype,`fresh`,void 0);var L=class extends v{constructor(...e){super(...e),this.courseId=``,this.banner=!1,this.reader=``,this.writing=void 0,this.zone=``,this.landing=null}async back(e){Object.assign(this,{writing:void 0,landing:e}),await this.updateComplete,e||this.find(`proserva-announcement-list`)?.focus()}list(){return n`<proserva-announcement-list .api=${this.api} .courseId=${this.courseId} .landing=${this.landing}
      @zone=${({detail:e})=>this.zone=e}
      @write=${({detail:e})=>this.writing=e}></proserva-announcement-list>`}form(e){return n`<proserva-announcement-form .api=${this.api} .courseId=${this.courseId} .courseZone=${this.zone} .announcement=${e}
      @done=${({detail:e})=>void this.back(e)} @leave=${()=>void this.back(null)}></proserva-announcement-form>`}render(){return this.banner?n`<proserva-announcement-banner .api=${this.api} .courseId=${this.courseId} .reader=${this.reader}></proserva-announcement-banner>`:this.writing===void 0?this.list():this.form(this.writing)}};j([a({attribute:!1})],L.prototype,`courseId`,void 0),j([a({attribute:!1})],L.prototype,`banner`,void 0),j([a({attribute:!1})],L.prototype,`reader`,void 0),j([o()],L.prototype,`writing`,void 0),j([o()],L.prototype,`zone`,void 0),j([o()],L.prototype,`landing`,void 0);var Ot=14,kt=50;function At(e){switch(e){case`all`:return y(`All learners`);case`modes`:return y(`Learners by enrolment mode…`);case`cohorts`:return y(`Learners in cohorts…`);case`people`:return y(`Specific people…`);case`not_started`:return y(`Learners who have not started`);case`inactive`:return y(`Inactive learners…`);case`not_submitted`:return y(`Learners who have not submitted an assignment…`);case`scored_below`:return y(`Learners with a score below…`)}}var jt=class extends v{constructor(...e){super(...e),this.courseId=``,this.segments=null,this.value={who:`all`},this.errors=[]}static{this.styles=[v.styles,M]}focus(){this.find(`select`)?.focus()}offered(e){let t=[`all`];e.modes.length>1&&t.push(`modes`),e.cohorts.length&&t.push(`cohorts`);let n=e.segments.filter(t=>e.assignments.length||t!==`not_submitted`&&t!==`scored_below`);return[...t,...n,`people`]}change(e){this.value={...this.value,...e},this.dispatchEvent(new CustomEvent(`change`,{detail:this.value}))}choose(e){let t=this.segments?.assignments[0]?.usage_key;this.change({who:e,days:this.value.days??Ot,score:this.value.score??kt,usage_key:this.value.usage_key??t})}parts(e,t,r,i){let a=e=>i(r.includes(e)?r.filter(t=>t!==e):[...r,e]);return n`<fieldset>
      <legend>${e}</legend>
      <div class="choices">
        ${t.map(({id:e,name:t,size:i})=>n`<label class="check"><input type="checkbox" .checked=${r.includes(e)} @change=${()=>a(e)} />
            <span><bdi>${t}</bdi> <span class="size">${b(`%(count)s person`,`%(count)s people`,i)}</span></span></label>`)}
      </div>
    </fieldset>`}number(e,t,r){let i=this.value[t];return n`<label>${e}
      <input type="number" min="1" max=${r} step="1" .value=${i===void 0?``:String(i)}
        @input=${e=>this.change({[t]:Mt(e.target)})} /></label>`}assignment(e){return n`<label>${y(`Assignment`)}
      <select @change=${e=>this.change({usage_key:e.target.value})}>
        ${e.assignments.map(({usage_key:e,label:t})=>n`<option value=${e} ?selected=${e===this.value.usage_key}>${t}</option>`)}
      </select></label>`}details(e){let{who:t,modes:i,cohorts:a,usernames:o}=this.value;switch(t){case`modes`:return this.parts(y(`Enrolment modes`),e.modes,i??[],e=>this.change({modes:e}));case`cohorts`:return this.parts(y(`Cohorts`),e.cohorts,a??[],e=>this.change({cohorts:e}));case`people`:return n`<proserva-chosen-people .api=${this.api} .courseId=${this.courseId} .usernames=${o??[]}
          @change=${({detail:e})=>this.change({usernames:e})}></proserva-chosen-people>`;case`inactive`:return n`<div class="row">${this.number(y(`Days without activity`),`days`,3650)}</div>`;case`not_submitted`:return n`<div class="row">${this.assignment(e)}</div>`;case`scored_below`:return n`<div class="row">${this.assignment(e)} ${this.number(y(`Score below (percent)`),`score`,100)}</div>`;default:return r}}team({team:e}){return!e||this.value.who===`people`?r:n`<label class="check"><input type="checkbox" .checked=${!!this.value.include_team}
        @change=${e=>this.change({include_team:e.target.checked})} />
      <span>${y(`Include the course team`)} <span class="size">${b(`%(count)s person`,`%(count)s people`,e)}</span></span></label>`}render(){let{segments:e}=this;return e?n`<fieldset>
      <div>
        <label class="label" for="who">${y(`To`)}</label>
        <select id="who" aria-invalid=${this.errors.length>0} aria-describedby="audience-error"
          @change=${e=>this.choose(e.target.value)}>
          ${this.offered(e).map(e=>n`<option value=${e} ?selected=${e===this.value.who}>${At(e)}</option>`)}
        </select>
      </div>
      ${this.details(e)} ${this.team(e)} ${k(`audience`,this.errors)}
    </fieldset>`:r}};j([a({attribute:!1})],jt.prototype,`courseId`,void 0),j([a({attribute:!1})],jt.prototype,`segments`,void 0),j([a({attribute:!1})],jt.prototype,`value`,void 0),j([a({attribute:!1})],jt.prototype,`errors`,void 0);function Mt(e){return e.value.trim()===``?void 0:Number(e.value)}var R=class extends v{constructor(...e){super(...e),this.segments=null,this.count=0,this.subject=``,this.misses=[],this.when=``}static{this.styles=[v.styles,M]}firstUpdated(){this.find(`dialog`)?.showModal(),this.find(`h3`)?.focus()}answer(e){this.find(`dialog`)?.close(),e&&this.dispatchEvent(new CustomEvent(`confirm`))}details(){let e=this.segments?.undo_seconds??0,t=this.segments?.announcements_url??``,i=e<=0?y(`This can't be undone.`):b(`You can undo this for %(count)s second.`,`You can undo this for %(count)s seconds.`,e);return n`<p>${y(`Subject:`)} <strong dir="auto">${this.subject}</strong></p>
      <p>${this.when||i}</p>
      <p>${y(`It is sent once, to the people who are in the audience at that time. People who join the course later will not see it.`)}</p>
      ${t?n`<p>${y(`Should it stay on the course page?`)} <a href=${this.client.resolve(t)}>${y(`Post an announcement instead`)}</a></p>`:r}`}render(){let{count:e,segments:t}=this,i=t?.course.name??``,a=this.when?b(`Schedule for %(count)s person`,`Schedule for %(count)s people`,e):b(`Send to %(count)s person`,`Send to %(count)s people`,e);return n`<dialog aria-labelledby="title" @close=${()=>this.dispatchEvent(new CustomEvent(`close`))}>
      <h3 id="title" tabindex="-1" dir="auto">${b(`Message %(count)s person in %(course)s?`,`Message %(count)s people in %(course)s?`,e,{course:i})}</h3>
      <div class="said">
        ${t?.ended?n`<p class="notice warn">${y(`This course ended on %(time)s. Everyone who was enrolled will still receive this.`,{time:O(t.ended)})}</p>`:r}
        ${this.misses.map(({typed:e})=>n`<p class="notice warn">${y(`“%(text)s” is not a merge field and will be sent as it is.`,{text:e})}</p>`)}
        ${this.details()}
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${()=>this.answer(!0)}>${a}</button>
        <button type="button" class="outline" @click=${()=>this.answer(!1)}>${y(`Keep editing`)}</button>
      </div>
    </dialog>`}};j([a({attribute:!1})],R.prototype,`segments`,void 0),j([a({attribute:!1})],R.prototype,`count`,void 0),j([a({attribute:!1})],R.prototype,`subject`,void 0),j([a({attribute:!1})],R.prototype,`misses`,void 0),j([a({attribute:!1})],R.prototype,`when`,void 0);function Nt(e){let{state:t,progress:n}=e;return t===`sending`||t===`scheduled`&&!Pt(e)||t===`sent`&&n.emails.pending>0}function Pt({state:e,undo_seconds:t,send_at:n}){return e===`scheduled`&&t<=0&&Date.parse(n)>Date.now()}function Ft(e){let{who:t,include_team:n}=e,r=n?{include_team:n}:{};switch(t){case`modes`:return e.modes?.length?{who:t,modes:e.modes,...r}:null;case`cohorts`:return e.cohorts?.length?{who:t,cohorts:e.cohorts,...r}:null;case`people`:return e.usernames?.length?{who:t,usernames:e.usernames}:null;case`inactive`:return It(e.days,1,3650)?{who:t,days:e.days,...r}:null;case`not_submitted`:return e.usage_key?{who:t,usage_key:e.usage_key,...r}:null;case`scored_below`:return e.usage_key&&It(e.score,1,100)?{who:t,usage_key:e.usage_key,score:e.score,...r}:null;default:return{who:t,...r}}}function It(e,t,n){return e!==void 0&&Number.isInteger(e)&&e>=t&&e<=n}function Lt(e,t){return t>0?Math.floor(Math.min(e,t)/t*100):100}function Rt(){let e=N();return{subject:``,body:``,audience:{who:`all`},notify:!0,recipients:[],group:null,attachments:[],attempt:null,later:!1,local:Je(new Date,e),zone:e}}function zt(e){let{subject:t,body:n,audience:r,attachments:i,notify_email:a,send_at:o}=e,s=N();return{...Rt(),subject:t,body:n,audience:r,attachments:i,notify:a,later:!0,local:Ge(new Date(o),s),zone:s}}function Bt({subject:e,body:t,attachments:n}){return!e&&!t&&!n.length}function Vt({later:e,local:t,zone:n}){return e?We(t,n):null}function Ht(e,t){let{subject:n,body:r,audience:i,notify:a}=e,o=Vt(e)?.toISOString();return{subject:n.trim(),body:r,attachments:t,audience:Ft(i),notify_email:a,...o&&{send_at:o}}}function Ut({who:e}){switch(e){case`modes`:case`cohorts`:return y(`Choose at least one.`);case`people`:return y(`Choose at least one person.`);case`inactive`:return y(`Enter a number of days.`);default:return y(`Choose an assignment and a score from 1 to 100.`)}}function Wt(e){if(!e.later)return[];let t=Vt(e);return t?t.getTime()<=Date.now()?[y(`This time is in the past. Choose a later time, or send now.`)]:[]:[y(`Enter a date and time.`)]}function Gt({content:e,config:t,uploads:n},r){let{body:i,audience:a}=e,o=e.subject.trim();return{audience:Ft(a)?[]:[Ut(a)],subject:o?Fe(o,r?.subject_max_length):[y(`Enter a subject.`)],body:i.trim()?Fe(i,t?.message_max_length):[y(`Enter some text.`)],attachments:Ne(n),send_at:Wt(e)}}function Kt(e,t){let r=y(`Back`);return n`<div class="top">
    <button type="button" class="round flip" aria-label=${r} title=${r} @click=${t}>${le}</button>
    <h2 tabindex="-1">${y(e?`Edit scheduled broadcast`:`Message all learners`)}</h2>
  </div>`}function qt({announcements_url:e,course:t,ended:i},a){return n`<div class="notice">
      <p>
        ${y(`A broadcast is sent once, to the people who are in the course at that time. Replies go to you only.`)}
        ${e?n`${y(`To keep a message on the course page:`)} <a href=${a(e)}>${y(`Post an announcement instead`)}</a>`:r}
      </p>
    </div>
    ${i?n`<p class="notice warn">${y(`%(course)s ended on %(time)s. Everyone who was enrolled will still receive this.`,{course:t.name,time:O(i)})}</p>`:r}`}function Jt({latest:e,problem:t,stale:r},i,a){if(t)return n`<p class="notice bad" role="alert">${t} <button type="button" class="quiet" @click=${a}>${y(`Try again`)}</button></p>`;let o=r||!e?y(`Counting…`):b(`%(count)s recipient`,`%(count)s recipients`,e?.count??0);return n`<p class="reach" role="status">${i?n`<strong>${o}</strong>`:y(`Choose recipients.`)}</p>`}var Yt=t`
  form.columns { display: grid; gap: 20px; }
  form.columns > * { min-inline-size: 0; }
  form.columns > .end { display: grid; gap: 12px; margin: 0; }
  textarea#body { min-block-size: 180px; }
  .field { font-weight: 600; font-size: var(--fs-s); padding-inline: 12px; max-inline-size: 100%; }
  .field .dim { font-weight: 400; }
  @container (min-width: 980px) {
    form.columns { grid-template-columns: minmax(0, 1fr) minmax(360px, 0.72fr); grid-template-rows: 1fr auto; align-items: start; column-gap: 28px; }
    proserva-broadcast-preview { grid-row: 1 / span 2; grid-column: 2; position: sticky; inset-block-start: 12px; }
  }
`;function Xt(e,t){let n=t.selectionStart??t.value.length;t.focus(),t.setRangeText(`{${e}}`,n,t.selectionEnd??n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))}function Zt(e,t){return e.length?n`<div role="group" aria-label=${y(`Personalise:`)}>
    <p class="hint">${y(`Personalise:`)}</p>
    <div class="row">
      ${e.map(({name:e,label:i,example:a})=>n`<button type="button" class="outline field" title="{${e}}" @click=${()=>t(e)}>
          ${i}${a?n` <span class="dim" dir="auto">${a}</span>`:r}</button>`)}
    </div>
  </div>`:r}function Qt(e,t){if(!e?.empty_fields.length)return r;let i=e=>t.find(t=>t.name===e)?.label??e;return n`<div class="notice warn" role="status"><ul>
    ${e.empty_fields.map(({field:e,people:t,at_least:r})=>n`<li>${en(t,i(e),r)}</li>`)}
  </ul></div>`}function $t(e,t){return e?.near_misses.length?n`<div class="notice warn" role="status"><ul>
    ${e.near_misses.map(e=>n`<li>
        ${y(`“%(text)s” will be sent as it is. Did you mean “%(field)s”?`,{text:e.typed,field:`{${e.field}}`})}
        <button type="button" class="quiet" @click=${()=>t(e)}>${y(`Replace with %(field)s`,{field:`{${e.field}}`})}</button>
      </li>`)}
  </ul></div>`:r}function en(e,t,n){return n?b(`At least %(count)s person has no “%(field)s”. It will be left blank.`,`At least %(count)s people have no “%(field)s”. It will be left blank.`,e,{field:t}):b(`%(count)s person has no “%(field)s”. It will be left blank.`,`%(count)s people have no “%(field)s”. It will be left blank.`,e,{field:t})}var tn=600,nn=class{constructor(e){this.host=e,this.latest=null,this.errors={},this.problem=``,this.stale=!1,this.timer=0,this.asked=0,this.content=``,this.pending=null,this.running=Promise.resolve(),e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}ask(e,t,n=tn){let r=JSON.stringify(t);if(r===this.content)return;this.content=r,this.asked+=1,clearTimeout(this.timer),this.stale=!0;let{asked:i}=this;this.pending=()=>this.fetch(e,t,i),this.timer=window.setTimeout(()=>this.go(),n),this.host.requestUpdate()}settle(){return clearTimeout(this.timer),this.go(),this.running}go(){this.pending&&(this.running=this.pending()),this.pending=null}async fetch(e,t,n){try{let r=await e.post(`broadcasts/preview/`,t);n===this.asked&&Object.assign(this,{latest:r,errors:{},problem:``})}catch(r){n===this.asked&&await this.failed(e,t,r)}n===this.asked&&(this.stale=!1,this.host.requestUpdate())}async failed(e,t,n){let{asked:r}=this;if(this.errors=n instanceof g?n.fields:{},this.problem=Object.keys(this.errors).length?``:_(n),this.problem&&(this.content=``),this.problem||this.errors.audience)return;let i=await e.post(`broadcasts/preview/`,{...t,subject:``,body:``}).catch(()=>null);i&&r===this.asked&&(this.latest={...this.latest??i,count:i.count})}};function rn(e,t,{content:r,change:i}){return n`<label class="check"><input type="radio" name="when" .checked=${r.later===e} @change=${()=>i({later:e})} /><span>${t}</span></label>`}function an({content:e,courseZone:t,change:i}){let a=N();if(!t||t===a)return r;let o=new Date,s=(t,r)=>n`<option value=${t} ?selected=${t===e.zone}>${r}</option>`;return n`<label>${y(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value})}>
      ${s(a,y(`My time: %(zone)s`,{zone:qe(o,a)}))} ${s(t,y(`Course time: %(zone)s`,{zone:qe(o,t)}))}
    </select></label>`}function on(e){let t=Vt(e);if(!t)return``;let n=y(`It will be sent on %(time)s.`,{time:Ke(t,e.zone)}),r=N();return e.zone===r?n:`${n} ${y(`In your time zone: %(time)s.`,{time:Ke(t,r)})}`}function sn(e){let{content:t,change:i,errors:a,laterOnly:o}=e;return n`<fieldset>
    <legend>${y(`When`)}</legend>
    ${o?r:n`<div class="row">${rn(!1,y(`Now`),e)} ${rn(!0,y(`Later`),e)}</div>`}
    ${t.later?n`<div class="row">
            <label>${y(`Date and time`)}
              <input type="datetime-local" id="send_at" .value=${t.local} aria-invalid=${!!a?.length} aria-describedby="send_at-error"
                @input=${e=>i({local:e.target.value})} /></label>
            ${an(e)}
          </div>
          <p class="hint" role="status">${on(t)}</p>`:r}
    ${k(`send_at`,a)}
  </fieldset>`}var cn=[`audience`,`subject`,`body`,`attachments`,`send_at`],z=class extends v{constructor(...e){super(...e),this.courseId=``,this.broadcast=null,this.segments=null,this.word=``,this.asking=!1,this.replaced=null,this.previewer=new nn(this),this.form=new Pe(this,{args:()=>[this.courseId,this.broadcast,this.client],load:()=>this.load(),filled:()=>{this.look(0),this.focus()},fields:()=>cn,target:e=>e===`audience`?`proserva-audience`:e===`attachments`?`#body`:`#${e}`,empty:Rt,keeps:e=>!Bt(e),client:()=>this.client,course:()=>Promise.resolve(this.courseId),edited:()=>{this.word=``,this.look()}}),this.last=`#body`}static{this.styles=[v.styles,Me,M,Yt]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}async load(){let{broadcast:e,client:t,courseId:n,form:r}=this;if(!n)return null;let[i,a]=await Promise.all([re(t),t.get(`broadcasts/segments/`,{course_id:n})]);return()=>(this.segments=a,r.take(i,e?`broadcast:${e.id}`:`broadcast:${n}`)??(e?zt(e):Rt()))}look(e){let{subject:t,body:n,audience:r}=this.form.content,i=Ft(r)??{who:`all`};this.previewer.ask(this.client,{course_id:this.courseId,subject:t,body:n,attachments:this.form.files,audience:i},e)}replace({typed:e,field:t}){let{subject:n,body:r}=this.form.content;this.form.edit({subject:n.replaceAll(e,`{${t}}`),body:r.replaceAll(e,`{${t}}`)})}errorsOf(e){return this.form.errors[e]??this.previewer.errors[e]??[]}async isSound(){let{form:e,previewer:t}=this;e.set({busy:`check`,problem:``}),this.word=``,await t.settle(),e.set({busy:``});let n=Gt(e,this.segments);!n.audience?.length&&t.latest?.count===0&&(n.audience=[y(`This audience is empty.`)]);let r=e.check(n,e=>this.errorsOf(e).length>0);return e.set({problem:t.problem}),r&&!t.problem&&!e.uploads.busy}async ask(e){e.preventDefault(),!this.form.busy&&await this.isSound()&&(this.asking=!0)}async test(){let{client:e,courseId:t,form:n}=this;if(n.busy||!await this.isSound())return;let{subject:r,body:i,audience:a}=n.content,o={subject:r,body:i,attachments:n.files,audience:Ft(a)};await n.run(`test`,async()=>{await e.post(`broadcasts/test/`,{course_id:t,...o}),this.word=y(`Test sent to you. Check your messages and your email.`)})}async send(){let{broadcast:e,client:t,form:n}=this;await n.run(`send`,async()=>{let r=Ht(n.content,n.files),i=await(e?t.patch(`broadcasts/${e.id}/`,r):t.post(`broadcasts/`,{course_id:this.courseId,...r},n.keyFor(r)));this.replaced=null,n.reset(),this.dispatchEvent(new CustomEvent(`done`,{detail:i}))})}use({subject:e,body:t}){let n=this.form.content;(n.subject||n.body)&&(this.replaced=n),this.form.edit({subject:e,body:t},`subject`,`body`)}putBack(){this.replaced&&this.form.edit({subject:this.replaced.subject,body:this.replaced.body}),this.replaced=null}insert(e){let t=this.find(this.last);t&&Xt(e,t)}subject(){let e=this.errorsOf(`subject`);return n`<div>
      <label class="label" for="subject">${y(`Subject`)}</label>
      <input type="text" id="subject" dir=${this.form.content.subject?`auto`:r} autocomplete="off" aria-invalid=${e.length>0} aria-describedby="subject-error"
        .value=${this.form.content.subject} @focus=${()=>this.last=`#subject`}
        @input=${e=>this.form.edit({subject:e.target.value},`subject`)} />
      ${k(`subject`,e)}
    </div>`}text(){return n`<div @focusin=${e=>e.target.id===`body`&&(this.last=`#body`)}>
      ${Ve({form:this.form,label:y(`Message`),errors:this.errorsOf(`body`),readonly:this.form.busy===`send`,edit:e=>this.form.edit({body:e},`body`),find:e=>this.find(e)})}
      ${k(`attachments`,this.errorsOf(`attachments`))}
    </div>`}templates(){let{subject:e,body:t}=this.form.content;return n`<proserva-broadcast-templates .api=${this.api} .courseId=${this.courseId} .subject=${e} .body=${t}
        @use=${({detail:e})=>this.use(e)}></proserva-broadcast-templates>
      ${this.replaced?n`<p class="notice" role="status">${y(`The template replaced your text.`)}
            <button type="button" class="quiet" @click=${this.putBack}>${y(`Undo`)}</button></p>`:r}`}fields(e){let{audience:t,notify:r}=this.form.content;return n`<div class="fields">
      ${qt(e,e=>this.client.resolve(e))}
      <proserva-audience .api=${this.api} .courseId=${this.courseId} .segments=${e} .value=${t} .errors=${this.errorsOf(`audience`)}
        @change=${({detail:e})=>this.form.edit({audience:e},`audience`)}></proserva-audience>
      ${Jt(this.previewer,!!Ft(t),()=>this.look(0))} ${this.templates()} ${this.subject()} ${this.text()}
      ${Zt(e.fields,e=>this.insert(e))} ${Qt(this.previewer.latest,e.fields)}
      ${$t(this.previewer.latest,e=>this.replace(e))}
      <label class="check"><input type="checkbox" .checked=${r} @change=${e=>this.form.edit({notify:e.target.checked})} />
        <span>${y(`Also send by email`)}</span></label>
      ${sn({content:this.form.content,laterOnly:this.broadcast!==null,courseZone:e.time_zone,errors:this.form.errors.send_at,change:e=>this.form.edit(e,`send_at`)})}
    </div>`}actions(){let{form:e}=this,t=e.label(y(e.content.later?`Schedule…`:`Send…`),y(`Sending…`)),r=y(e.busy===`test`?`Sending…`:`Send a test to me`);return n`<div class="end">${e.notice(this.word)}
      <div class="actions">
        <button type="submit" class="primary flip" ?disabled=${!!e.busy||e.uploads.busy}>${ve}${t}</button>
        <button type="button" class="outline" ?disabled=${!!e.busy} @click=${this.test}>${r}</button>
      </div>
    </div>`}confirmation(){return n`<proserva-broadcast-confirm .api=${this.api} .segments=${this.segments} .count=${this.previewer.latest?.count??0}
      .subject=${this.form.content.subject} .misses=${this.previewer.latest?.near_misses??[]} .when=${on(this.form.content)} @confirm=${()=>void this.send()}
      @close=${()=>this.asking=!1}></proserva-broadcast-confirm>`}columns(e){return n`<form class="columns" novalidate @submit=${this.ask}>
        ${this.fields(e)}
        <proserva-broadcast-preview .api=${this.api} .preview=${this.previewer.latest} .stale=${this.previewer.stale}
          .attachments=${this.form.uploads.attachments}></proserva-broadcast-preview>
        ${this.actions()}
      </form>
      ${this.asking?this.confirmation():r}`}render(){return n`${Kt(this.broadcast!==null,()=>this.dispatchEvent(new CustomEvent(`leave`)))}${this.form.waiting(6)??(this.segments&&this.columns(this.segments))}`}};j([a({attribute:!1})],z.prototype,`courseId`,void 0),j([a({attribute:!1})],z.prototype,`broadcast`,void 0),j([o()],z.prototype,`segments`,void 0),j([o()],z.prototype,`word`,void 0),j([o()],z.prototype,`asking`,void 0),j([o()],z.prototype,`replaced`,void 0);function ln(e){switch(e.state){case`scheduled`:return{words:Pt(e)?y(`Scheduled`):y(`Sending soon`),mood:``};case`sending`:return{words:y(`Sending`),mood:``};case`sent`:return{words:y(`Sent`),mood:`good`};case`cancelled`:return{words:y(`Cancelled`),mood:``};case`stopped`:return{words:y(`Stopped`),mood:`bad`}}}function un(e){let{state:t,progress:n,stopped_reason:r,send_at:i}=e,{total:a,in_bell:o}=n;switch(t){case`scheduled`:return Pt(e)?y(`It will be sent on %(time)s.`,{time:O(i)}):y(`It will be sent in a moment.`);case`sending`:return y(`It is being sent. You can leave this page; sending continues.`);case`sent`:return b(`Delivered to %(count)s person.`,`Delivered to %(count)s people.`,o);case`cancelled`:return y(`It was cancelled before it was sent.`);case`stopped`:return`${r||y(`It was stopped.`)} ${y(`Delivered to %(reached)s of %(total)s people.`,{reached:o,total:a})}`}}function dn(e,t){return y(`%(part)s of %(whole)s (%(percent)s)`,{part:e,whole:t,percent:new Intl.NumberFormat(ce(),{style:`percent`}).format(Lt(e,t)/100)})}function fn({skipped_reason:e}){switch(e){case`unenrolled`:return y(`Skipped: no longer enrolled`);case`retired`:return y(`Skipped: has left this site`);case`inactive`:return y(`Skipped: account not active`);default:return y(`Skipped`)}}var pn=4,mn=60,hn=class extends v{constructor(...e){super(...e),this.courseId=``,this.list=new C(this,{fetch:e=>this.client.get(`broadcasts/`,{course_id:this.courseId,cursor:e}),key:({id:e})=>e,rows:`.subject`}),this.online=new w(this),this.poller=new ye(()=>this.list.refresh(),()=>this.list.items?.some(Nt)?pn:mn)}static{this.styles=[v.styles,M,t`
      ul { display: grid; gap: 10px; }
      li { position: relative; display: grid; gap: 4px; padding: 14px 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      li:hover { background: var(--soft); }
      .line { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between; }
      /* All of the card leads there; its name alone is read out. */
      .subject { min-block-size: 32px; padding: 0; justify-content: flex-start; text-align: start; color: var(--link); flex: 1 1 200px; min-inline-size: 0; }
      .subject::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
      .subject:focus-visible { outline: none; }
      .subject:focus-visible::after { outline: 3px solid var(--link); outline-offset: 2px; }
      .more { display: flex; margin: 8px auto 0; }
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop()),this.courseId&&this.poller.start()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){e.has(`courseId`)&&this.courseId&&(this.poller.start(),e.get(`courseId`)&&(this.list.set({items:null}),this.list.load()))}facts({audience_text:e,began:t,mine:i,progress:a,sender:o,send_at:s}){let{in_bell:c,seen:l,emails:u}=a;return n`<div class="small dim">${[i?y(`by you`):y(`by %(name)s`,{name:h(o)}),O(s),e,t?y(`Opened by %(seen)s of %(reached)s`,{seen:l,reached:c}):b(`%(count)s person`,`%(count)s people`,a.total),u.failed?b(`%(count)s email failed`,`%(count)s emails failed`,u.failed):``].filter(Boolean).map((e,t)=>n`${t?` · `:r}<bdi>${e}</bdi>`)}</div>`}row(e){let{words:t,mood:i}=ln(e);return n`<li>
      <div class="line">
        <button type="button" class="subject" @click=${()=>this.dispatchEvent(new CustomEvent(`open`,{detail:e.id}))}><bdi>${e.subject}</bdi></button>
        <span class="state-chip ${i}">${t}</span>
      </div>
      ${this.facts(e)} ${e.state===`stopped`?n`<p class="error">${un(e)}</p>`:r}
    </li>`}content(){let{error:e,items:t}=this.list;return e instanceof g&&e.status===404?T(x,y(`Only the course team can see this.`)):t?t.length?n`<ul>${t.map(e=>this.row(e))}</ul>
      ${this.list.foot()}`:n`${T(x,y(`No broadcasts yet`),y(`Write once to everyone in the course. Replies go to you only.`))}
        <p class="state"><button type="button" class="primary" @click=${()=>this.dispatchEvent(new CustomEvent(`write`))}>${y(`Message all learners`)}</button></p>`:this.list.waiting(4)??r}render(){return n`<div class="top"><h2 tabindex="-1">${y(`Broadcasts`)}</h2></div>
      ${this.online.now?r:n`<p class="notice" role="status">${y(`You are offline. This may be out of date.`)}</p>`} ${this.content()}`}};j([a({attribute:!1})],hn.prototype,`courseId`,void 0);function gn(e,t){return n`<iframe sandbox="allow-same-origin" srcdoc=${_n(e)} title=${t} tabindex="0" @load=${vn}></iframe>`}function _n(e){return e.replace(/<[^<>]+>/g,e=>e.replace(/^<(\/?)style\b/i,`<$1template`).replace(/\sstyle=(?=["'])/gi,` data-style=`))}function vn({currentTarget:e}){let{contentDocument:t}=e;t&&yn(t)}function yn(e){let{CSSStyleSheet:t}=e.defaultView??window;e.adoptedStyleSheets=[...e.querySelectorAll(`template`)].map(({content:e})=>{let n=new t;return n.replaceSync(e.textContent??``),n});for(let t of e.querySelectorAll(`[data-style]`))t.style.cssText=t.dataset.style??``}var B=class extends v{constructor(...e){super(...e),this.preview=null,this.attachments=[],this.stale=!1,this.face=`web`}static{this.styles=[v.styles,D,t`
      section { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); overflow: hidden; }
      h3 { padding: 12px 16px 0; font-size: var(--fs); font-weight: 700; color: inherit; }
      .tabs { display: flex; gap: 4px; padding: 4px 10px 0; border-block-end: 1px solid var(--line); }
      .tabs button { border-radius: 8px 8px 0 0; border-block-end: 3px solid transparent; font-size: var(--fs-s); padding-inline: 10px; }
      .tabs [aria-selected="true"] { color: var(--primary); border-block-end-color: var(--primary); }
      .tabs button:focus-visible { outline-offset: -3px; }
      .panel { padding: 16px; transition: opacity 0.12s; }
      .panel:focus-visible { outline-offset: -3px; }
      [aria-busy="true"] .panel { opacity: 0.6; }
      .bubble { padding: 10px 14px; border-radius: 4px 16px 16px 16px; background: var(--soft); border: 1px solid var(--line); }
      :host(:dir(rtl)) .bubble { border-radius: 16px 4px 16px 16px; }
      .title { display: block; margin-block-end: 4px; text-align: -webkit-match-parent; text-align: match-parent; }
      .files { display: grid; gap: 4px; margin-block-start: 8px; font-size: var(--fs-s); }
      .files li { display: flex; gap: 8px; align-items: center; }
      .email { padding: 0; }
      .email p { padding: 10px 16px; border-block-end: 1px solid var(--line); font-size: var(--fs-s); }
      iframe { display: block; inline-size: 100%; block-size: 460px; border: 0; background: #fff; }
    `]}tab(e,t){let r=this.face===e;return n`<button type="button" role="tab" id="tab-${e}" aria-selected=${r} aria-controls="panel" tabindex=${r?0:-1}
      @click=${()=>this.face=e}>${t}</button>`}async moved(e){(e.key===`ArrowLeft`||e.key===`ArrowRight`)&&(e.preventDefault(),this.face=this.face===`web`?`email`:`web`,await this.updateComplete,this.find(`#tab-${this.face}`)?.focus())}web({subject:e,html:t}){return n`<div class="bubble">
      <strong class="title" dir="auto">${e||y(`(no subject)`)}</strong>
      ${t?n`<div class="body" dir="auto">${l(t)}</div>`:n`<p class="dim">${y(`Your message appears here.`)}</p>`}
      ${this.attachments.length?n`<ul class="files" aria-label=${y(`Files`)}>${this.attachments.map(({name:e})=>n`<li>${me}<span dir="auto">${e}</span></li>`)}</ul>`:r}
    </div>`}email({subject:e,email_html:t}){let r=e||y(`(no subject)`);return n`<p><span class="dim">${y(`Subject:`)}</span> <bdi>${r}</bdi></p>
      ${gn(t,y(`Email preview`))}`}render(){let{face:e,preview:t}=this,r=t?.sample;return n`<section aria-labelledby="title" aria-busy=${this.stale}>
      <h3 id="title">${r?y(`Preview as %(name)s`,{name:h(r)}):y(`Preview as a learner`)}</h3>
      <div class="tabs" role="tablist" aria-labelledby="title" @keydown=${this.moved}>
        ${this.tab(`web`,y(`Inbox`))} ${this.tab(`email`,y(`Email`))}
      </div>
      <div id="panel" class="panel ${e}" role="tabpanel" aria-labelledby="tab-${e}" tabindex="0">
        ${t?e===`web`?this.web(t):this.email(t):n`<p class="dim">${y(`Loading…`)}</p>`}
      </div>
    </section>`}};j([a({attribute:!1})],B.prototype,`preview`,void 0),j([a({attribute:!1})],B.prototype,`attachments`,void 0),j([a({attribute:!1})],B.prototype,`stale`,void 0),j([o()],B.prototype,`face`,void 0);var bn=300,xn=t`
  :host { container-type: inline-size; }
  h3 { font-size: calc(var(--fs) * 1.125); font-weight: 700; margin-block-end: 8px; color: inherit; }
  .tools { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
  .search { position: relative; flex: 1 1 200px; max-inline-size: 380px; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .filter { display: flex; align-items: center; gap: 10px; font-weight: 600; font-size: var(--fs-s); min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .count { min-block-size: 1.5em; margin-block: 8px 4px; }
  table { inline-size: 100%; border-collapse: collapse; transition: opacity 0.12s; }
  table[aria-busy="true"] { opacity: 0.55; }
  th, td { padding: 8px 12px; text-align: start; vertical-align: middle; font-weight: 400; border-block-end: 1px solid var(--line); font-size: var(--fs-s); }
  th:first-child { inline-size: 34%; padding-inline-start: 4px; font-size: var(--fs); }
  thead th, thead th:first-child { font-size: var(--fs-xs); font-weight: 600; color: var(--muted); white-space: nowrap; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .person .avatar { inline-size: 34px; block-size: 34px; font-size: 12px; }
  .names { display: grid; min-inline-size: 0; }
  .names .name { font-weight: 600; }
  .key { display: none; flex: none; color: var(--muted); }
  .bad { color: var(--danger); }
  .why { display: block; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 719px) {
    table, tbody, tr, td, tbody th { display: block; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .search { max-inline-size: none; flex-basis: 100%; }
    .filter { flex: 1 1 100%; }
    .filter select { flex: 1; }
    .tools .button { flex: 1; }
    tbody tr { display: grid; gap: 4px; padding: 12px 14px; margin-block-start: 8px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    tbody tr > *, tbody th:first-child { inline-size: auto; padding: 0; border: 0; }
    td { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; }
    .key { display: block; }
    .value { text-align: end; min-inline-size: 0; }
  }
`,V=class extends v{constructor(...e){super(...e),this.broadcastId=0,this.revision=``,this.query=``,this.filter=``,this.list=new C(this,{fetch:e=>this.client.get(`broadcasts/${this.broadcastId}/recipients/`,{...this.params,cursor:e}),key:e=>e,rows:`th[scope=row]`}),this.timer=0}static{this.styles=[v.styles,xn]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){e.has(`broadcastId`)&&this.clear(),(e.has(`broadcastId`)||e.has(`revision`))&&this.reload()}get params(){return{state:this.filter,q:this.query.trim()}}clear(){this.list.set({items:null}),Object.assign(this,{query:``,filter:``})}reload(){return clearTimeout(this.timer),this.list.load()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),bn)}choose(e){this.filter=e.target.value,this.reload()}get download(){return this.client.resolve(`broadcasts/${this.broadcastId}/recipients/?${new URLSearchParams({...this.params,format:`csv`})}`)}filters(){let e=y(`Search by name`),t=[[``,y(`Everyone`)],[`seen`,y(`Opened`)],[`unseen`,y(`Not opened`)],[`email_sent`,y(`Emailed`)],[`email_failed`,y(`Email failed`)],[`email_pending`,y(`Email waiting`)],[`email_skipped`,y(`No email`)],[`email_unknown`,y(`Email unconfirmed`)],[`skipped`,y(`Skipped`)]];return n`<div class="tools">
      <div class="search">${S}<input type="search" dir=${this.query?`auto`:r} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      <label class="filter"><span>${y(`Show`)}</span><select @change=${this.choose}>
        ${t.map(([e,t])=>n`<option value=${e} ?selected=${e===this.filter}>${t}</option>`)}
      </select></label>
      <a class="button outline" href=${this.download} download>${y(`Download as CSV`)}</a>
    </div>`}seen(e){let{seen_at:t}=e;return t?n`<time datetime=${t}>${O(t)}</time>`:n`<span class="dim">${y(`Not yet`)}</span>`}got(e){let{in_bell_at:t,state:r}=e;return r===`skipped`?n`<span class="dim">${fn(e)}</span>`:t?n`<time datetime=${t}>${O(t)}</time>`:n`<span class="dim">${y(`Queued`)}</span>`}email({email:e}){if(!e)return n`<span class="dim">–</span>`;let t=p(e);return n`<span class=${e.state===`failed`?`bad`:``}>${d(e)}</span>${t?n`<span class="why small dim" dir="auto">${t}</span>`:r}`}row(e){let{person:t}=e,i=(e,t)=>n`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${t}</span></td>`;return n`<tr role="row">
      <th role="rowheader" scope="row" tabindex="-1"><span class="person">${m(t,e=>this.client.resolve(e))}
        <span class="names"><span class="name" dir="auto">${h(t)}</span>${t?n`<span class="small dim"><bdi>${t.username}</bdi></span>`:r}</span></span></th>
      ${i(y(`Delivered`),this.got(e))} ${i(y(`Opened`),e.state===`skipped`?n`<span class="dim">–</span>`:this.seen(e))}
      ${i(y(`Email`),this.email(e))}
    </tr>`}table(e){let t=[y(`Name`),y(`Delivered`),y(`Opened`),y(`Email`)];return n`<table role="table" aria-label=${y(`Recipients`)} aria-busy=${this.list.stale}>
        <thead role="rowgroup"><tr role="row">${t.map(e=>n`<th role="columnheader" scope="col">${e}</th>`)}</tr></thead>
        <tbody role="rowgroup">${e.map(e=>this.row(e))}</tbody>
      </table>
      ${this.list.foot()}`}content(){let{items:e}=this.list;return e?e.length?this.table(e):this.filter||this.query.trim()?T(S,y(`No matches`)):T(S,y(`Not delivered yet`)):this.list.waiting(6)??r}count(){let{cursor:e,items:t,stale:n}=this.list,r=t?.length??0;return!r||n?``:e?y(`First %(count)s`,{count:r}):b(`%(count)s person`,`%(count)s people`,r)}render(){return n`<h3>${y(`Recipients`)}</h3>
      ${this.filters()}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`}};j([a({attribute:!1})],V.prototype,`broadcastId`,void 0),j([a({attribute:!1})],V.prototype,`revision`,void 0),j([o()],V.prototype,`query`,void 0),j([o()],V.prototype,`filter`,void 0);var H=class extends v{constructor(...t){super(...t),this.courseId=``,this.place=``,this.current=``,this.latest=null,this.edited=new e(this,{args:()=>[this.editing?this.shown:0],task:async([e])=>e&&this.latest?.id!==e?this.client.get(`broadcasts/${e}/`):this.latest})}focus(){this.updateComplete.then(()=>this.renderRoot.firstElementChild?.focus())}willUpdate(e){e.has(`place`)&&(this.current=this.place)}get shown(){return Number.parseInt(this.current,10)||0}get editing(){return/^\d+\/edit$/.test(this.current)}go(e,t=null){this.latest=t,this.dispatchEvent(new CustomEvent(`go`,{detail:e,cancelable:!0}))&&(this.current=e),this.focus()}form(e){let{editing:t}=this;return n`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${e}
      @done=${({detail:e})=>this.go(String(e.id),e)}
      @leave=${()=>this.go(t?String(this.shown):``)}></proserva-broadcast-form>`}render(){if(this.current===`new`)return this.form(null);if(this.editing)return E(this.edited,6,e=>this.form(e));if(this.shown){let e=n`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({detail:e})=>this.go(`${e.id}/edit`,e)} @leave=${()=>this.go(``)}></proserva-broadcast-status>`;return n`${s(this.shown,e)}`}return n`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({detail:e})=>this.go(String(e))} @write=${()=>this.go(`new`)}></proserva-broadcast-list>`}};j([a({attribute:!1})],H.prototype,`courseId`,void 0),j([a({attribute:!1})],H.prototype,`place`,void 0),j([o()],H.prototype,`current`,void 0),j([o()],H.prototype,`latest`,void 0);function Sn(e){let t=new URLSearchParams(e.search).get(`broadcast`);return t===`list`?``:t&&/^(new|\d{1,15}(\/edit)?)$/.test(t)?t:null}function Cn(e){let t=new URL(location.href);return e===null?t.searchParams.delete(`broadcast`):t.searchParams.set(`broadcast`,e||`list`),t.pathname+t.search+t.hash}var wn=class extends v{constructor(...e){super(...e),this.courseId=``,this.place=null}static{this.styles=[v.styles,t`
      :host { container-type: inline-size; }
      .bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; margin-block-end: 16px; border-block-end: 1px solid var(--line); padding-block-end: 10px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; }
      nav button[aria-current] { background: var(--tint); }
      @container (max-width: 479px) { .primary { flex: 1 1 100%; } nav { flex: 1; } nav button { flex: 1; padding-inline: 8px; } }
    `]}connectedCallback(){super.connectedCallback();let e=()=>this.place=Sn(location);window.addEventListener(`popstate`,e),this.whileConnected(()=>window.removeEventListener(`popstate`,e)),e()}go(e){e!==this.place&&history.pushState(null,``,Cn(e)),this.place=e;let t=this.find(`proserva-broadcast-view`);this.updateComplete.then(()=>(t??this.find(`proserva-broadcast-view`))?.focus())}tab(e,t){return n`<button type="button" class="quiet" aria-current=${e===null==(this.place===null)?`true`:r} @click=${()=>this.go(e)}>${t}</button>`}moved(e){e.preventDefault(),this.go(e.detail)}render(){return n`<div class="bar">
        <nav aria-label=${y(`Show`)}>${this.tab(null,y(`Learners`))} ${this.tab(``,y(`Broadcasts`))}</nav>
        ${this.place===`new`?r:n`<button type="button" class="primary flip" @click=${()=>this.go(`new`)}>${ve}${y(`Message all learners`)}</button>`}
      </div>
      <div ?hidden=${this.place!==null}><slot></slot></div>
      ${this.place===null?r:n`<proserva-broadcast-view .api=${this.api} .courseId=${this.courseId} .place=${this.place} @go=${this.moved}></proserva-broadcast-view>`}`}};j([a({attribute:!1})],wn.prototype,`courseId`,void 0),j([o()],wn.prototype,`place`,void 0);var Tn=t`
  .bars { display: grid; gap: 14px; }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 8px; }
  dl > div { padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
  dt { font-size: var(--fs-xs); color: var(--muted); }
  dd { margin: 0; font-size: calc(var(--fs) * 1.25); font-weight: 700; font-variant-numeric: tabular-nums; }
  dd.bad { color: var(--danger); }
  .progress { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; font-size: var(--fs-s); }
  .progress .part { font-variant-numeric: tabular-nums; color: var(--muted); }
  .track { grid-column: 1 / -1; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--tint); border: 1px solid var(--control); }
  .track i { display: block; block-size: 100%; background: var(--primary); transition: inline-size 0.4s; forced-color-adjust: none; }
`;function En(e,t,r){let i=dn(t,r);return n`<div class="progress">
    <span aria-hidden="true">${e}</span><span class="part" aria-hidden="true">${i}</span>
    <div class="track" role="progressbar" aria-label=${e} aria-valuemin="0" aria-valuemax=${r} aria-valuenow=${Math.min(t,r)}
      aria-valuetext=${i}><i .style=${`inline-size:${Lt(t,r)}%`}></i></div>
  </div>`}function Dn({notify_email:e,progress:t}){let{emails:i,in_bell:a,skipped:o,total:s}=t,c=i.sent+i.failed+i.skipped+i.unknown+i.digest;return n`<div class="bars">
    ${En(y(`Delivered`),a+o,s)} ${e?En(y(`Emails processed`),c,c+i.pending):r}
  </div>`}function On({notify_email:e,progress:t}){let{emails:r,in_bell:i,seen:a,skipped:o,total:s}=t;return n`<dl>
    ${[[y(`Queued`),Math.max(0,s-i-o),!0],[y(`Delivered`),i,!0],[y(`Opened`),a,!0],[y(`Skipped`),o,o>0],[y(`Emailed`),r.sent,e],[y(`Emails waiting`),r.pending,e&&r.pending>0],[y(`In a daily email`),r.digest,r.digest>0],[y(`No email`),r.skipped,r.skipped>0],[y(`Emails failed`),r.failed,e,r.failed>0],[y(`Emails unconfirmed`),r.unknown,r.unknown>0]].flatMap(([e,t,r,i])=>r?n`<div><dt>${e}</dt><dd class=${i?`bad`:``}>${t}</dd></div>`:[])}
  </dl>`}var U=1,kn=15,An=60,W=class extends v{constructor(...e){super(...e),this.broadcastId=0,this.broadcast=null,this.error=null,this.problem=``,this.word=``,this.busy=!1,this.confirming=!1,this.left=0,this.retried=0,this.timer=0,this.deadline=0,this.pause=U,this.online=new w(this),this.poller=new ye(()=>this.refresh(),()=>this.seconds())}static{this.styles=[v.styles,D,M,Tn,t`
      .all { display: grid; gap: 18px; }
      .all > * { min-inline-size: 0; }
      .facts { color: var(--muted); font-size: var(--fs-s); margin-block-start: -8px; }
      .undo { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 14px 16px; border-radius: var(--radius); background: var(--tint); border: 1px solid var(--line); }
      .undo p { flex: 1 1 200px; font-weight: 600; font-variant-numeric: tabular-nums; }
      details { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      summary { padding: 10px 16px; min-block-size: 44px; font-weight: 600; cursor: pointer; }
      details .body { padding: 4px 16px 14px; }
      details ul.files { display: grid; gap: 4px; padding: 0 16px 14px; font-size: var(--fs-s); }
      details ul.files .file { display: inline-flex; gap: 8px; align-items: center; min-block-size: 32px; }
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop(),()=>clearInterval(this.timer)),this.broadcastId&&this.poller.start()}focus(){this.updateComplete.then(()=>(this.find(`#undo`)??this.find(`h2`))?.focus())}willUpdate(e){e.has(`broadcastId`)&&this.broadcastId&&(this.broadcast?.id===this.broadcastId?this.take(this.broadcast):this.broadcast=null,this.poller.start())}seconds(){let{broadcast:e}=this;return e?this.left?this.left+U:Nt(e)?this.pause:An:U}async refresh(){try{let e=await this.client.get(`broadcasts/${this.broadcastId}/`),t=JSON.stringify(e.progress)===JSON.stringify(this.broadcast?.progress)&&e.state===this.broadcast?.state;this.pause=t?Math.min(this.pause*1.5,kn):U,this.take(e)}catch(e){throw(!this.broadcast||e instanceof g&&e.status===404)&&(this.error=e),e}}take(e){Object.assign(this,{broadcast:e,error:null});let{state:t,undo_seconds:n}=e;this.deadline=t===`scheduled`?Date.now()+n*1e3:0,clearInterval(this.timer),this.count()&&(this.timer=window.setInterval(()=>this.tick(),1e3))}count(){let e=this.shadowRoot?.activeElement?.id===`undo`;return this.left=Math.max(0,Math.round((this.deadline-Date.now())/1e3)),!this.left&&e&&this.focus(),this.left>0}tick(){this.count()||(clearInterval(this.timer),this.pause=U,this.poller.now())}async act(e,t={}){if(!this.busy){Object.assign(this,{busy:!0,problem:``,word:``});try{let n=await this.client.post(`broadcasts/${this.broadcastId}/${e}/`,t);e===`retry`?this.retrying(n.retried??0):this.take(n)}catch(e){this.problem=_(e)}finally{Object.assign(this,{busy:!1,confirming:!1})}this.pause=U,this.poller.now(),this.focus()}}retrying(e){this.retried+=1,this.word=b(`%(count)s email will be retried.`,`%(count)s emails will be retried.`,e)}undo(){return this.left<=0?r:n`<div class="undo">
      <p aria-hidden="true">${b(`It will be sent in %(count)s second.`,`It will be sent in %(count)s seconds.`,this.left)}</p>
      <button type="button" class="primary" id="undo" aria-describedby="undo-hint" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${y(`Undo`)}</button>
      <span id="undo-hint" hidden>${y(`Cancels the broadcast before it is delivered.`)}</span>
    </div>`}later(e){return!e.mine||!Pt(e)?r:this.confirming?n`<div class="actions">
        <button type="button" class="primary" id="sure" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${y(`Yes, cancel`)}</button>
        <button type="button" class="quiet" @click=${()=>this.confirming=!1}>${y(`Keep it`)}</button>
      </div>`:n`<div class="actions">
      <button type="button" class="outline" @click=${()=>this.dispatchEvent(new CustomEvent(`edit`,{detail:e}))}>${y(`Edit`)}</button>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`send_now`)}>${y(`Send now`)}</button>
      <button type="button" class="quiet" @click=${this.askToCancel}>${y(`Cancel broadcast`)}</button>
    </div>`}async askToCancel(){this.confirming=!0,await this.updateComplete,this.find(`#sure`)?.focus()}retry({progress:e}){let{failed:t,unknown:i}=e.emails;if(!t&&!i)return r;let a=(e,t)=>n`<button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`retry`,t)}>${e}</button>`,o=y(t?`Resend failed and unconfirmed emails`:`Resend unconfirmed emails`);return n`<div class="actions">
        ${t?a(b(`Retry %(count)s failed email`,`Retry %(count)s failed emails`,t),{}):r}
        ${i?a(o,{unknown:!0}):r}
      </div>
      ${i?n`<p class="small dim">${y(`If an email arrived after all, it will arrive twice.`)}</p>`:r}`}written({attachments:e,body_html:t}){return n`<details>
      <summary>${y(`Message`)}</summary>
      <div class="body" dir="auto">${l(t)}</div>
      ${e.length?n`<ul class="files">${e.map(e=>ie(e,e=>this.client.resolve(e)))}</ul>`:r}
    </details>`}outcome(e){if(!e.began)return r;let{emails:t,seen:i,in_bell:a}=e.progress,o=[e.state,e.state===`sending`?``:a,t.pending===0,t.failed,t.unknown,i,this.retried].join();return n`${Dn(e)} ${On(e)} ${this.retry(e)}
      <proserva-broadcast-report .api=${this.api} .broadcastId=${e.id} .revision=${o}></proserva-broadcast-report>`}facts({audience_text:e,mine:t,notify_email:i,progress:a,sender:o,send_at:s}){return n`<p class="facts">${[e,b(`%(count)s person`,`%(count)s people`,a.total),t?``:y(`by %(name)s`,{name:h(o)}),O(s),i?``:y(`without emails`)].filter(Boolean).map((e,t)=>n`${t?` · `:r}<bdi>${e}</bdi>`)}</p>`}head(e){let t=y(`Back to all broadcasts`);return n`<div class="top">
      <button type="button" class="round flip" aria-label=${t} title=${t} @click=${()=>this.dispatchEvent(new CustomEvent(`leave`))}>${le}</button>
      <h2 tabindex="-1" dir="auto">${e}</h2>
      ${this.broadcast?n`<span class="state-chip ${ln(this.broadcast).mood}">${ln(this.broadcast).words}</span>`:r}
    </div>`}failure(){return this.error instanceof g&&this.error.status===404?T(x,y(`Broadcast not found`)):be(_(this.error),()=>this.poller.now())}render(){let{broadcast:e}=this;return this.error?n`${this.head(y(`Broadcast`))}${this.failure()}`:e?n`${this.head(e.subject)}
      <div class="all">
        ${this.facts(e)} ${this.online.now?r:n`<p class="notice" role="status">${y(`You are offline. This may be out of date.`)}</p>`}
        <p role="status" class=${e.state===`stopped`?`error`:``}>${un(e)} ${this.word}</p>
        ${this.problem?n`<p class="notice bad" role="alert">${this.problem}</p>`:r}
        ${e.mine?this.undo():r} ${this.later(e)} ${this.written(e)} ${this.outcome(e)}
      </div>`:n`${this.head(y(`Broadcast`))}${xe(5)}`}};j([a({attribute:!1})],W.prototype,`broadcastId`,void 0),j([a({attribute:!1})],W.prototype,`broadcast`,void 0),j([o()],W.prototype,`error`,void 0),j([o()],W.prototype,`problem`,void 0),j([o()],W.prototype,`word`,void 0),j([o()],W.prototype,`busy`,void 0),j([o()],W.prototype,`confirming`,void 0),j([o()],W.prototype,`left`,void 0),j([o()],W.prototype,`retried`,void 0);var G=class extends v{constructor(...t){super(...t),this.courseId=``,this.subject=``,this.body=``,this.open=!1,this.templates=[],this.problem=``,this.errors={},this.word=``,this.changing=null,this.deleting=0,this.busy=!1,this.loading=new e(this,{autoRun:!1,args:()=>[this.courseId],task:([e])=>this.client.get(`broadcasts/templates/`,{course_id:e}),onComplete:({results:e})=>this.templates=e})}static{this.styles=[v.styles,M,t`
      .panel { display: grid; gap: 12px; margin-block-start: 8px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding-block: 8px; }
      #name { flex: 1 1 180px; inline-size: auto; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1 1 180px; min-inline-size: 0; display: grid; line-height: 1.35; }
      .what strong, .what span { text-align: -webkit-match-parent; text-align: match-parent; }
      .change { flex: 1 1 100%; display: grid; gap: 10px; }
      textarea { min-block-size: 120px; resize: vertical; }
    `]}async toggle(){this.open=!this.open,this.open&&!this.loading.value&&await this.loading.run()}async attempt(e){if(this.busy)return!1;Object.assign(this,{busy:!0,problem:``,word:``,errors:{}});try{return await e(),!0}catch(e){return this.errors=e instanceof g?e.fields:{},this.problem=Object.keys(this.errors).length?``:_(e),!1}finally{this.busy=!1}}async keep(){let e=this.find(`#name`),t=e?.value.trim()??``;if(!t)return this.errors={name:[y(`Enter a name.`)]},e?.focus();await this.attempt(async()=>{let{courseId:e,subject:n,body:r}=this,i=await this.client.post(`broadcasts/templates/`,{course_id:e,name:t,subject:n,body:r});this.templates=[...this.templates,i].sort((e,t)=>e.name.localeCompare(t.name)),this.word=y(`Saved as “%(name)s”.`,{name:t})})&&e&&(e.value=``)}async save(e){e.preventDefault();let{changing:t}=this;if(!t)return;let{name:n,subject:r,body:i}=t;await this.attempt(async()=>{let e=await this.client.patch(`broadcasts/templates/${t.id}/`,{name:n,subject:r,body:i});this.templates=this.templates.map(t=>t.id===e.id?e:t),this.word=y(`Saved.`)})&&await this.endChange()}async endChange(){let e=this.changing?.id;this.changing=null,await this.updateComplete,this.find(`#edit-${e}`)?.focus()}async discard({id:e,name:t}){await this.attempt(async()=>{await this.client.remove(`broadcasts/templates/${e}/`),this.templates=this.templates.filter(t=>t.id!==e),this.word=y(`“%(name)s” was deleted.`,{name:t})}),this.deleting=0,await this.updateComplete,this.find(`#toggle`)?.focus()}async askToDelete(e){this.deleting=e,await this.updateComplete,this.find(`#delete-${e}`)?.focus()}use(e){this.open=!1,this.dispatchEvent(new CustomEvent(`use`,{detail:e})),this.find(`#toggle`)?.focus()}async change(e){this.changing=e,await this.updateComplete,this.find(`#change-name`)?.focus()}buttons(e){let{id:t,name:r}=e;if(this.deleting===t)return n`<button type="button" class="outline" id="delete-${t}" ?disabled=${this.busy} @click=${()=>void this.discard(e)}>${y(`Delete permanently`)}</button>
        <button type="button" class="quiet" @click=${()=>this.deleting=0}>${y(`Cancel`)}</button>`;let i=e=>`${e}: ${r}`;return n`<button type="button" class="outline" aria-label=${i(y(`Use`))} @click=${()=>this.use(e)}>${y(`Use`)}</button>
      <button type="button" class="quiet" id="edit-${t}" aria-label=${i(y(`Edit`))} @click=${()=>void this.change(e)}>${y(`Edit`)}</button>
      <button type="button" class="quiet" aria-label=${i(y(`Delete`))} @click=${()=>void this.askToDelete(t)}>${y(`Delete`)}</button>`}field(e,t,r=!1){let i=this.changing?.[e]??``,a=t=>{this.changing&&={...this.changing,[e]:t.target.value}},o=`change-${e}`;return n`<div>
      <label class="label" for=${o}>${t}</label>
      ${r?n`<textarea id=${o} dir="auto" aria-describedby="${o}-error" .value=${i} @input=${a}></textarea>`:n`<input type="text" id=${o} dir="auto" aria-describedby="${o}-error" .value=${i} @input=${a} />`}
      ${k(o,this.errors[e])}
    </div>`}changeForm(){return n`<div class="change">
      ${this.field(`name`,y(`Name`))} ${this.field(`subject`,y(`Subject`))} ${this.field(`body`,y(`Message`),!0)}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.busy} @click=${this.save}>${y(`Save`)}</button>
        <button type="button" class="quiet" @click=${this.endChange}>${y(`Cancel`)}</button>
      </div>
    </div>`}row(e){return this.changing?.id===e.id?n`<li>${this.changeForm()}</li>`:n`<li>
      <span class="what"><strong dir="auto">${e.name}</strong><span class="small dim ellipsis" dir="auto">${e.subject}</span></span>
      ${this.buttons(e)}
    </li>`}keepForm(){return this.changing?r:!this.subject.trim()&&!this.body.trim()?n`<p class="hint">${y(`Write a message below to save it as a template.`)}</p>`:n`<div>
      <label class="label" for="name">${y(`Save this message as a template`)}</label>
      <div class="row">
        <input type="text" id="name" dir="auto" placeholder=${y(`Name`)} aria-describedby="name-error"
          @keydown=${e=>{e.key===`Enter`&&(e.preventDefault(),this.keep())}} />
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.keep}>${y(`Save`)}</button>
      </div>
      ${k(`name`,this.errors.name)}
    </div>`}panel(){return n`${this.templates.length?n`<ul aria-label=${y(`Templates`)}>${this.templates.map(e=>this.row(e))}</ul>`:n`<p class="dim">${y(`No templates yet`)}</p>`}
      ${this.keepForm()} ${this.problem?n`<p class="error" role="alert">${this.problem}</p>`:r}`}render(){return n`<button type="button" class="outline" id="toggle" aria-expanded=${this.open} aria-controls=${this.open?`panel`:r} @click=${this.toggle}>
        ${y(`Templates`)}</button>
      <span class="vh" role="status">${this.word}</span>
      ${this.open?n`<div id="panel" class="panel">${E(this.loading,2,()=>this.panel())} ${this.word?n`<p class="small" aria-hidden="true">${this.word}</p>`:r}</div>`:r}`}};j([a({attribute:!1})],G.prototype,`courseId`,void 0),j([a({attribute:!1})],G.prototype,`subject`,void 0),j([a({attribute:!1})],G.prototype,`body`,void 0),j([o()],G.prototype,`open`,void 0),j([o()],G.prototype,`templates`,void 0),j([o()],G.prototype,`problem`,void 0),j([o()],G.prototype,`errors`,void 0),j([o()],G.prototype,`word`,void 0),j([o()],G.prototype,`changing`,void 0),j([o()],G.prototype,`deleting`,void 0),j([o()],G.prototype,`busy`,void 0);var jn=150,Mn=8,Nn=/(?:^|[\s([{"'“«])@([\p{L}\p{N}_.+-]{0,40})$/u;function Pn(e,t){return Nn.exec(e.slice(0,t))?.[1]??null}var Fn=class extends v{constructor(...e){super(...e),this.thread=``,this.me=``,this.found=[],this.active=0,this.query=null,this.timer=0,this.area=null,this.close=()=>{clearTimeout(this.timer),Object.assign(this,{query:null,found:[],active:0})},this.typed=()=>{let{area:e}=this,t=e?Pn(e.value,e.selectionStart):null;if(t===null)return this.close();clearTimeout(this.timer),this.query=t,this.timer=window.setTimeout(()=>void this.ask(t),jn)},this.pressed=e=>{if(!this.found.length||e.isComposing||e.ctrlKey||e.metaKey||e.altKey)return;let t={ArrowDown:1,ArrowUp:this.found.length-1}[e.key],n=this.found[this.active];if(t)this.active=(this.active+t)%this.found.length;else if((e.key===`Enter`||e.key===`Tab`)&&n)this.take(n);else if(e.key===`Escape`)this.close();else return;e.preventDefault(),e.stopPropagation()}}createRenderRoot(){return this}connectedCallback(){super.connectedCallback(),this.updateComplete.then(()=>this.attach()),this.whileConnected(()=>this.detach())}attach(){this.area=this.closest(`form`)?.querySelector(`textarea`)??null,this.area?.setAttribute(`aria-autocomplete`,`list`),this.area?.addEventListener(`input`,this.typed),this.area?.addEventListener(`keydown`,this.pressed),this.area?.addEventListener(`blur`,this.close)}detach(){clearTimeout(this.timer),this.area?.removeEventListener(`input`,this.typed),this.area?.removeEventListener(`keydown`,this.pressed),this.area?.removeEventListener(`blur`,this.close)}async ask(e){let t=await this.client.get(`threads/${this.thread}/participants/`,{q:e,limit:9}).catch(()=>null);if(e!==this.query)return;let n=t?.results.filter(({username:e})=>e!==this.me)??[];Object.assign(this,{found:n.slice(0,Mn),active:0})}take({username:e}){let{area:t}=this;if(!t)return;let n=t.selectionStart,r=n-(Pn(t.value,n)??``).length;t.focus(),t.setSelectionRange(r,n),document.execCommand?.(`insertText`,!1,`${e} `)||(t.setRangeText(`${e} `,r,n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))),this.close()}updated(){let e=this.found.length>0;this.mark(`aria-controls`,e?`mentions`:null),this.mark(`aria-activedescendant`,e?`mention-${this.active}`:null),this.querySelector(`.active`)?.scrollIntoView?.({block:`nearest`})}mark(e,t){t===null?this.area?.removeAttribute(e):this.area?.setAttribute(e,t)}option(e,t){return n`<li id="mention-${t}" role="option" class="option ${t===this.active?`active`:``}" aria-selected=${t===this.active}
      @mousedown=${e=>e.preventDefault()} @click=${()=>this.take(e)}>
      ${m(e,e=>this.client.resolve(e))}
      <span class="names"><bdi>${h(e)}</bdi> <span class="small dim"><bdi>@${e.username}</bdi></span></span>
    </li>`}render(){let{found:e}=this;return n`${e.length?n`<ul id="mentions" class="mentions" role="listbox" aria-label=${y(`People in this conversation`)}>
            ${e.map((e,t)=>this.option(e,t))}
          </ul>`:r}
      <span class="vh" role="status">${e.length?b(`%(count)s person to mention`,`%(count)s people to mention`,e.length):r}</span>`}};j([a({attribute:!1})],Fn.prototype,`thread`,void 0),j([a({attribute:!1})],Fn.prototype,`me`,void 0),j([o()],Fn.prototype,`found`,void 0),j([o()],Fn.prototype,`active`,void 0);function In(e){let t=e instanceof g?Object.values(e.fields).flat():[];return t.length?t.join(` `):_(e)}var K=class{constructor(e){this.host=e,this.busy=``,this.failed=``,this.text=``,e.addController(this)}hostConnected(){this.forget()}forget(){Object.assign(this,{failed:``,text:``}),this.host.requestUpdate()}async run(e,t){if(this.busy)return!1;this.forget(),this.busy=e;try{return await t(),!0}catch(t){return this.fail(e,In(t)),!1}finally{this.busy=``,this.host.requestUpdate()}}fail(e,t){Object.assign(this,{failed:e,text:t}),this.host.requestUpdate()}has(e){return this.failed===e}error(e){return this.has(e)?n`<p class="error" role="alert" id="${e}-error">${this.text}</p>`:r}};function q(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}var J=t`
  .part { padding: 14px 16px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .part + .part, .members + .part { border-block-start: 1px solid var(--line); }
  h3 { font-size: var(--fs); font-weight: 700; color: inherit; }
  h3:focus { outline: none; }
  .hint { font-size: var(--fs-s); color: var(--muted); }
  .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .check { display: flex; gap: 10px; align-items: flex-start; min-block-size: 32px; padding-block: 4px; cursor: pointer; }
  .check input { flex: none; inline-size: 20px; block-size: 20px; margin: 2px 0 0; accent-color: var(--primary); }
  .check span { min-inline-size: 0; }
  .switch { display: flex; gap: 12px; align-items: center; min-block-size: 32px; cursor: pointer; font-weight: 600; }
  .switch input { flex: none; appearance: none; inline-size: 44px; block-size: 26px; margin: 0; border-radius: 13px; border: 1px solid var(--control); background: var(--surface); position: relative; cursor: pointer; transition: background-color 0.12s; }
  .switch input::before { content: ""; position: absolute; inset-block-start: 3px; inset-inline-start: 3px; inline-size: 18px; block-size: 18px; border-radius: 50%; background: var(--control); }
  .switch input:checked { background: var(--primary); border-color: var(--primary); }
  .switch input:checked::before { inset-inline-start: 21px; background: var(--on-primary); }
  .switch input:disabled { opacity: 0.6; cursor: not-allowed; }
  fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
  legend { padding: 0; margin-block-end: 4px; font-weight: 600; font-size: var(--fs-s); }
  label.field { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; inline-size: 100%; min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .danger { color: var(--danger); border-color: var(--danger); background: var(--surface); }
  .danger:hover { background: color-mix(in srgb, var(--danger) 8%, var(--surface)); }
  .ask { padding: 12px; border: 1px solid var(--danger); border-radius: 8px; display: grid; gap: 10px; font-size: var(--fs-s); }
  .tag { padding-inline: 8px; border-radius: 10px; border: 1px solid var(--control); font-size: 12px; font-weight: 600; line-height: 20px; white-space: nowrap; }
  @media (forced-colors: active) {
    .switch input { border-color: ButtonText; }
    .switch input::before { background: ButtonText; forced-color-adjust: none; }
    .switch input:checked::before { background: Highlight; }
  }
`;function Ln({text:e,yes:t,busy:r,go:i,keep:a}){return n`<div class="ask" role="group" aria-label=${t} @keydown=${e=>{e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),a())}}>
    <p dir="auto">${e}</p>
    <div class="row">
      <button type="button" class="outline danger yes" ?disabled=${r} @click=${i}>${t}</button>
      <button type="button" class="quiet" @click=${a}>${y(`Cancel`)}</button>
    </div>
  </div>`}var Rn=class extends v{constructor(...e){super(...e),this.message=0,this.word=``,this.requests=new K(this),this.list=new C(this,{fetch:e=>this.client.get(`messages/${this.message}/receipts/`,{cursor:e}),key:e=>e.person?.username??e,rows:`li`})}static{this.styles=[v.styles,t`
      li { display: flex; gap: 12px; padding: 12px 16px; line-height: 1.4; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1; min-inline-size: 0; }
      .name { display: block; font-weight: 600; }
      .seen { display: flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .seen .icon { inline-size: 16px; block-size: 16px; color: var(--muted); }
      .seen.yes .icon { color: var(--success); }
      .bad { color: var(--danger); }
      .again { padding: 12px 16px; border-block-start: 1px solid var(--line); }
      .more { inline-size: 100%; }
      .notice { margin: 8px 16px; }
    `]}connectedCallback(){super.connectedCallback(),this.list.load()}async sendAgain(){this.word=``,await this.requests.run(`again`,async()=>{let{retried:e}=await this.client.post(`messages/${this.message}/emails/retry/`,{});this.word=b(`%(count)s email will be sent again.`,`%(count)s emails will be sent again.`,e);let t={state:`pending`,reason:``,at:null};this.list.set({items:this.list.items?.map(e=>f(e)?{...e,email:t}:e)??null})}),this.pressed()}pressed(){this.dispatchEvent(new CustomEvent(`pressed`,{bubbles:!0,composed:!0}))}again(e){let t=e.filter(f),i=t.some(({email:e})=>e?.state===`unknown`),a=y(`Send again`);return n`<div class="again" ?hidden=${!t.length&&!this.word}>
      ${t.length?n`<button type="button" class="outline" ?disabled=${!!this.requests.busy} @click=${this.sendAgain}>${a}</button>`:r}
      ${i?n`<p class="small dim">${y(`If an email arrived after all, it will arrive twice.`)}</p>`:r}
      <p role="status">${this.word}</p>
      ${this.requests.error(`again`)}
    </div>`}row({person:e,seen_at:t,email:i}){let a=i?p(i):``;return n`<li tabindex="-1">
      ${m(e,e=>this.client.resolve(e))}
      <div class="what">
        <span class="name" dir="auto">${h(e)}</span>
        ${t?n`<div class="seen yes">${_e}<span>${y(`Seen`)} <time datetime=${t}>${O(t)}</time></span></div>`:n`<div class="seen">${ue}<span>${y(`Not seen yet`)}</span></div>`}
        ${i?n`<div class="small ${i.state===`failed`?`bad`:`dim`}">${d(i)}</div>`:r}
        ${a?n`<div class="small dim" dir="auto">${a}</div>`:r}
      </div>
    </li>`}render(){let{items:e}=this.list;return e?n`<ul>${e.map(e=>this.row(e))}</ul>
      ${this.again(e)} ${this.list.foot()}`:this.list.waiting(3)??r}};j([a({attribute:!1})],Rn.prototype,`message`,void 0),j([o()],Rn.prototype,`word`,void 0);var zn=255,Bn=class extends v{constructor(...e){super(...e),this.detail=null,this.text=``,this.requests=new K(this)}static{this.styles=[v.styles,t`
      form { display: flex; align-items: center; gap: 2px; }
      input { flex: 1; min-inline-size: 0; }
    `]}firstUpdated(){let e=this.find(`input`);e?.focus(),e?.select()}connectedCallback(){super.connectedCallback(),this.text=this.detail?.title??``}async save(e){e.preventDefault();let t=this.text.trim();t===this.detail?.title||await this.requests.run(`title`,async()=>{q(this,`changed`,await this.client.patch(`threads/${this.detail?.id}/`,{title:t}))})?q(this,`close`):this.find(`input`)?.focus()}pressed(e){e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),q(this,`close`))}render(){let[e,t]=[y(`Save name`),y(`Cancel`)];return n`<form novalidate @submit=${this.save} @keydown=${this.pressed}>
        <input type="text" dir="auto" maxlength=${zn} aria-label=${y(`Group name`)} placeholder=${y(`Group name`)}
          aria-invalid=${this.requests.has(`title`)} aria-describedby=${this.requests.has(`title`)?`title-error`:r} .value=${this.text}
          @input=${e=>this.text=e.target.value} />
        <button type="submit" class="round" aria-label=${e} title=${e} ?disabled=${!!this.requests.busy}>${ue}</button>
        <button type="button" class="round" aria-label=${t} title=${t} @click=${()=>q(this,`close`)}>${pe}</button>
      </form>
      ${this.requests.error(`title`)}`}};j([a({attribute:!1})],Bn.prototype,`detail`,void 0),j([o()],Bn.prototype,`text`,void 0);async function Vn(e,t){let n=null;do{let r=await e.get(`blocks/`,{cursor:n}),i=r.results.find(({person:e})=>e?.username===t);if(i)return void await e.remove(`blocks/${i.id}/`);n=r.next_cursor}while(n)}var Hn=class extends v{constructor(...e){super(...e),this.requests=new K(this),this.list=new C(this,{fetch:e=>this.client.get(`blocks/`,{cursor:e}),key:({id:e})=>e,rows:`li button`})}static{this.styles=[v.styles,t`
      h3 { margin-block-end: 8px; font-size: var(--fs); font-weight: 700; color: inherit; }
      h3:focus { outline: none; }
      li { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; padding-block: 8px; }
      li + li { border-block-start: 1px solid var(--line); }
      .avatar { inline-size: 36px; block-size: 36px; font-size: 13px; }
      .name { flex: 1; min-inline-size: 0; font-weight: 600; }
    `]}connectedCallback(){super.connectedCallback(),this.list.load()}async unblock({id:e}){await this.requests.run(String(e),async()=>{await this.client.remove(`blocks/${e}/`),this.list.set({items:this.list.items?.filter(t=>t.id!==e)??null})})&&(q(this,`unblocked`),await this.updateComplete,this.find(`h3`)?.focus())}row(e){let t=h(e.person);return n`<li>
      ${m(e.person,e=>this.client.resolve(e))}
      <span class="name" dir="auto">${t}</span>
      <button type="button" class="outline" aria-label=${y(`Unblock %(name)s`,{name:t})} ?disabled=${!!this.requests.busy} @click=${()=>void this.unblock(e)}>
        ${y(`Unblock`)}
      </button>
      ${this.requests.error(String(e.id))}
    </li>`}render(){let{items:e}=this.list;return e?.length?n`<section aria-labelledby="blocked">
      <h3 id="blocked" tabindex="-1">${y(`Blocked people`)}</h3>
      <ul>${e.map(e=>this.row(e))}</ul>
      ${this.list.foot()}
    </section>`:r}};function Un(e){switch(e){case`false_alarm`:return y(`False alarm`);case`contacted`:return y(`In contact with the person`);case`passed`:return y(`Passed to other help`);default:return y(`Open`)}}var Wn=class extends v{constructor(...e){super(...e),this.shown=`open`,this.waiting=0,this.opened={},this.requests=new K(this),this.list=new C(this,{fetch:e=>this.client.get(`care/`,{state:this.shown,cursor:e}),key:({id:e})=>e,added:e=>void(this.waiting=e.open),rows:`li button`})}static{this.styles=[v.styles,D,M,t`
      :host, .rows, form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
      .rows > li { display: grid; gap: 10px; padding: 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      .top { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
      .name { flex: 1 1 200px; min-inline-size: 0; font-weight: 600; }
      .body { padding: 10px 14px; border-inline-start: 3px solid var(--line); }
      .actions { display: flex; flex-wrap: wrap; gap: 8px; }
      label.show { display: flex; align-items: center; gap: 10px; font-size: var(--fs-s); font-weight: 600; }
      select { inline-size: auto; }
    `]}willUpdate(e){e.has(`shown`)&&this.list.load()}async open({id:e},t){t.preventDefault();let n=new FormData(t.target).get(`reason`);await this.requests.run(String(e),async()=>{let t=await this.client.post(`care/${e}/open/`,{reason:n});this.opened={...this.opened,[e]:t}})}async handle({id:e},t){await this.requests.run(String(e),async()=>{this.list.replace(await this.client.post(`care/${e}/outcome/`,{outcome:t}))})&&(--this.waiting,q(this,`handled`))}message(e){let{id:t,url:r}=e;if(r)return n`<a class="button" href=${this.client.resolve(r)} target=${oe()}>${y(`Open the conversation`)}</a>`;let i=this.opened[t];return i?n`<div class="body" dir="auto">${l(i.body_html)}</div>`:n`<form @submit=${t=>void this.open(e,t)}>
      <label>${y(`Why do you open this message? Its writer can read the reason.`)}
        <input name="reason" maxlength="500" required aria-describedby="error-${t}" /></label>
      <div class="actions"><button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${y(`Open the message`)}</button></div>
    </form>`}row(e){let{course:t,created:i,handled:a,handler:o,id:s,outcome:c,outcomes:l,writer:u}=e;return n`<li>
      <div class="top"><bdi class="name">${h(u)}</bdi>
        <span class="state-chip ${e.state===`open`?`bad`:`good`}">${Un(c)}</span></div>
      <div class="small dim"><bdi>${t.name}</bdi> · <time datetime=${i}>${O(i)}</time>
        ${o&&a?n` · <bdi>${h(o)}</bdi> · ${O(a)}`:r}</div>
      ${this.message(e)}
      <div id="error-${s}">${this.requests.error(String(s))}</div>
      ${l.length?n`<div class="actions" role="group" aria-label=${y(`Outcome`)}>
              ${l.map(t=>n`<button type="button" class="outline" ?disabled=${!!this.requests.busy} @click=${()=>void this.handle(e,t)}>${Un(t)}</button>`)}
            </div>`:r}
    </li>`}content(){let e=this.list.waiting(3);if(e)return e;let t=this.list.items??[];return t.length?n`<ul class="rows">${t.map(e=>this.row(e))}</ul>
      ${this.list.foot()}`:this.shown===`open`?T(ue,y(`No open alerts`)):T(x,y(`No handled alerts`))}render(){return n`<p class="hint">${y(`A program found signs of distress in these messages, and it may be wrong.`)}</p>
      <label class="show">${y(`Show`)}<select @change=${e=>this.shown=e.target.value}>
        <option value="open">${y(`Open`)}</option>
        <option value="handled">${y(`Handled`)}</option>
      </select></label>
      <div role="status" class="small dim">${b(`%(count)s open`,`%(count)s open`,this.waiting)}</div>
      ${this.content()}`}};j([o()],Wn.prototype,`shown`,void 0),j([o()],Wn.prototype,`waiting`,void 0),j([o()],Wn.prototype,`opened`,void 0);var Gn=[`harassment`,`cheating`,`spam`,`danger`,`other`];function Kn(e){switch(e){case`harassment`:return y(`Harassment or bullying`);case`cheating`:return y(`Cheating`);case`spam`:return y(`Spam or advertising`);case`danger`:return y(`Someone may be in danger`);case`other`:return y(`Something else`)}}function qn(e){switch(e){case`warned`:return[y(`I have warned the sender`),y(`Write to them first. This only records it.`)];case`removed`:return[y(`Remove the message`),y(`Its text and files are deleted for everyone.`)];case`restricted`:return[y(`Stop messages to classmates`),y(`The sender can write only to the course team. You can reverse this.`)];case`passed`:return[y(`Pass it to the site`),y(`The course team no longer sees it.`)];default:return[y(`No action`),y(`The report is closed.`)]}}function Jn(e){switch(e){case`warned`:return y(`Sender warned`);case`removed`:return y(`Message removed`);case`restricted`:return y(`Messages to classmates stopped`);case`passed`:return y(`Passed to the site`);case`none`:return y(`No action`);default:return y(`Open`)}}var Yn=class extends v{constructor(...e){super(...e),this.reportId=0,this.report=null,this.failure=null,this.requests=new K(this)}static{this.styles=[v.styles,D,M,t`
      .all { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 12px 8px 8px; }
      .shared { display: grid; gap: 8px; }
      .shared li { padding: 10px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
      .shared .reported { border-color: var(--danger); border-inline-start-width: 4px; }
      .shared .name { font-weight: 600; }
      .file { display: inline-flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .note { padding-inline-start: 12px; border-inline-start: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
      .choice { display: flex; gap: 12px; align-items: flex-start; padding-block: 6px; cursor: pointer; }
      .choice input { flex: none; inline-size: 20px; block-size: 20px; margin: 2px 0 0; accent-color: var(--primary); }
      fieldset { gap: 0; margin-block-end: 12px; }
    `]}willUpdate(e){e.has(`reportId`)&&this.load()}async load(){Object.assign(this,{failure:null,report:null});try{this.report=await this.client.get(`reports/${this.reportId}/`)}catch(e){this.failure=e}}async save(e){await this.requests.run(`outcome`,async()=>{this.report=await e()??await this.client.get(`reports/${this.reportId}/`)})&&q(this,`handled`,this.report)}choose(e){e.preventDefault();let t=new FormData(e.target).get(`outcome`);if(!t)return this.requests.fail(`outcome`,y(`Choose an outcome.`));this.save(()=>this.client.post(`reports/${this.reportId}/outcome/`,{outcome:t}))}lift(){this.save(async()=>(await this.client.remove(`reports/${this.reportId}/restriction/`),null))}shared({messages:e}){return e.length?n`<ol class="shared" aria-label=${y(`Shared messages`)}>
      ${e.map(e=>n`<li class=${e.is_reported?`reported`:``}>
          <div class="small dim">
            <span class="name" dir="auto">${h(e.sender)}</span> · <time datetime=${e.created}>${O(e.created)}</time>
            ${e.is_reported?n`· <strong>${y(`Reported`)}</strong>`:r}
          </div>
          <div class="body" dir="auto">${l(e.body_html)}</div>
          ${e.files.map(e=>n`<span class="file">${me}<bdi>${e}</bdi></span> `)}
        </li>`)}
    </ol>`:r}outcomes({outcomes:e}){return e.length?n`<form @submit=${this.choose}>
      <fieldset>
        <legend>${y(`Outcome`)}</legend>
        ${e.map(e=>{let[t,r]=qn(e);return n`<label class="choice"><input type="radio" name="outcome" value=${e} />
            <span>${t}<span class="hint"><br />${r}</span></span></label>`})}
      </fieldset>
      ${this.requests.error(`outcome`)}
      <div class="actions"><button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${y(`Save outcome`)}</button></div>
    </form>`:r}restriction({restricted:e,sender:t}){return e?n`<p class="notice"><span>${y(`%(name)s can't write to classmates in this course.`,{name:h(t)})}</span>
      <button type="button" class="outline" ?disabled=${!!this.requests.busy} @click=${this.lift}>${y(`Allow again`)}</button></p>`:r}render(){let{report:e,failure:t}=this;if(t)return be(_(t),()=>void this.load());if(!e)return xe(3);let{handler:i,handled:a,outcome:o}=e;return n`<div class="all">
      ${e.note?n`<p class="note" dir="auto">${e.note}</p>`:r} ${this.shared(e)}
      ${i?n`<p class="hint">${Jn(o)} · <bdi>${h(i)}</bdi>${a?n` · ${O(a)}`:r}</p>`:r}
      ${this.restriction(e)} ${this.outcomes(e)}
    </div>`}};j([a({attribute:!1})],Yn.prototype,`reportId`,void 0),j([o()],Yn.prototype,`report`,void 0),j([o()],Yn.prototype,`failure`,void 0);var Xn=1e3,Zn=20,Qn=class extends ae{constructor(...e){super(...e),this.message=0,this.sent=null,this.requests=new K(this)}static{this.styles=[ae.styles,M,t`
      dialog { padding: 0; overflow: hidden; }
      form, .done { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 16px; }
      textarea { min-block-size: 88px; resize: vertical; }
      .around { display: flex; flex-wrap: wrap; gap: 10px 16px; }
      .around label { display: flex; gap: 8px; align-items: center; font-size: var(--fs-s); }
      .around input { inline-size: 5em; }
      fieldset { gap: 0; }
      .around { margin-block-start: 4px; }
    `]}connectedCallback(){super.connectedCallback();let e=this.getRootNode().host,t=()=>e.dispatchEvent(new CustomEvent(`close`));this.addEventListener(`close`,t),this.whileConnected(()=>this.removeEventListener(`close`,t))}get heading(){return y(`Report message`)}async send(e){e.preventDefault();let t=new FormData(e.target),n=t.get(`reason`);if(!n){this.requests.fail(`report`,y(`Choose a reason.`)),this.find(`input[name=reason]`)?.focus();return}let r={reason:n,note:t.get(`note`),before:Number(t.get(`before`)),after:Number(t.get(`after`)),about_team:t.has(`about_team`)};await this.requests.run(`report`,async()=>{this.sent=await this.client.post(`messages/${this.message}/report/`,r)})&&(await this.updateComplete,this.find(`.finish`)?.focus())}around(e,t){return n`<label>${t}<input type="number" name=${e} min="0" max=${Zn} value="0" required /></label>`}form(){return n`<form @submit=${this.send}>
      <p class="hint">${y(`Those who handle it see your name. The person you report does not.`)}</p>
      <fieldset>
        <legend>${y(`Reason`)}</legend>
        ${Gn.map(e=>n`<label class="check"><input type="radio" name="reason" value=${e} />${Kn(e)}</label>`)}
      </fieldset>
      <label><span class="label">${y(`Note (optional)`)}</span><textarea name="note" dir="auto" maxlength=${Xn}></textarea></label>
      <fieldset>
        <legend>${y(`Also share messages around it`)}</legend>
        <p class="hint">${y(`Only the reported message and those you choose are shared.`)}</p>
        <div class="around">${this.around(`before`,y(`Before`))} ${this.around(`after`,y(`After`))}</div>
      </fieldset>
      <label class="check"><input type="checkbox" name="about_team" />${y(`This is about the course team: send it to the site instead`)}</label>
      ${this.requests.error(`report`)}
      <div class="actions">
        <button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${y(`Send report`)}</button>
        <button type="button" class="quiet" @click=${this.close}>${y(`Cancel`)}</button>
      </div>
    </form>`}done({route:e,state:t}){return n`<div class="done">
      <p role="status">${y(t===`handled`?`Your report of this message was handled.`:e===`site`?`Thank you. The people who run this site will look at it.`:`Thank you. The course team will look at it.`)}</p>
      <div class="actions"><button type="button" class="primary finish" @click=${this.close}>${y(`Close`)}</button></div>
    </div>`}content(){return this.sent?this.done(this.sent):this.form()}};j([a({attribute:!1})],Qn.prototype,`message`,void 0),j([o()],Qn.prototype,`sent`,void 0);var Y=class extends v{constructor(...e){super(...e),this.courseId=``,this.unfolded=!1,this.shown=`open`,this.opened=0,this.waiting=0,this.list=new C(this,{fetch:e=>this.client.get(`reports/`,{course_id:this.courseId,state:this.shown,cursor:e}),key:({id:e})=>e,added:e=>void(this.waiting=e.open),rows:`.one`})}static{this.styles=[v.styles,M,t`
      h2 { font-size: calc(var(--fs) * 1.125); font-weight: 700; color: inherit; }
      section { margin-block-end: 12px; }
      .top { margin-block-end: 0; margin-inline-start: -8px; }
      .unfold { flex: 1 1 200px; justify-content: flex-start; gap: 10px; padding-inline: 8px; font: inherit; font-weight: 700; }
      .unfold .icon, .row > button .icon { transition: rotate 0.12s; }
      [aria-expanded="true"] > .icon:last-child { rotate: 180deg; }
      .body { padding-block: 12px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
      .rows { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
      .rows > li { padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      .one { inline-size: 100%; padding-inline: 8px; justify-content: flex-start; flex-wrap: wrap; gap: 4px 12px; text-align: start; }
      .one .what { flex: 1 1 150px; min-inline-size: 0; }
      .one .reason { font-weight: 600; color: var(--link); }
      .what .small { display: block; font-weight: 400; }
      label.show { display: flex; align-items: center; gap: 10px; font-size: var(--fs-s); font-weight: 600; }
      select { inline-size: auto; }
      .more { display: flex; margin: 8px auto 0; }
    `]}willUpdate(e){(e.has(`courseId`)||e.has(`shown`))&&this.list.load()}unfold(){this.unfolded=!this.unfolded}pick(e){Object.assign(this,{shown:e.target.value,opened:0})}handled(e){this.list.items?.find(({id:t})=>t===e.detail.id)?.state===`open`&&e.detail.state===`handled`&&--this.waiting,this.list.replace(e.detail)}row(e){let t=e.id===this.opened,[i,a]=[h(e.sender),h(e.reporter)],o=y(`%(sender)s, reported by %(reporter)s`,{sender:i,reporter:a});return n`<li>
      <button type="button" class="quiet one" aria-expanded=${t} @click=${()=>this.opened=t?0:e.id}>
        <span class="what"><span class="reason">${Kn(e.reason)}</span>
          <span class="small dim"><bdi>${o}</bdi> · ${O(e.created)}${this.courseId?r:n` · <bdi>${e.course.name}</bdi>`}</span></span>
        <span class="state-chip ${e.state===`open`?`bad`:`good`}">${Jn(e.outcome)}</span>${de}
      </button>
      ${t?n`<proserva-report-detail .api=${this.api} .reportId=${e.id} @handled=${this.handled}></proserva-report-detail>`:r}
    </li>`}content(){let e=this.list.waiting(3);if(e)return e;let t=this.list.items??[];return t.length?n`<ul class="rows">${t.map(e=>this.row(e))}</ul>
      ${this.list.foot()}`:this.shown===`open`?T(ue,y(`No open reports`)):T(x,y(`No handled reports`))}body(){return n`<div class="body">
      <label class="show">${y(`Show`)}<select @change=${this.pick}>
        <option value="open" ?selected=${this.shown===`open`}>${y(`Open`)}</option>
        <option value="handled" ?selected=${this.shown===`handled`}>${y(`Handled`)}</option>
      </select></label>
      ${this.content()}
    </div>`}render(){if(this.list.error instanceof g&&this.list.error.status===404)return r;if(!this.courseId)return this.body();let{unfolded:e,waiting:t}=this,i=b(`%(count)s open`,`%(count)s open`,t);return n`<section aria-labelledby="title">
      <h2 id="title" class="top"><button type="button" class="quiet unfold" aria-expanded=${e} @click=${this.unfold}>
        ${y(`Reports`)} ${t?n`<span class="state-chip bad">${i}</span>`:r} ${de}</button></h2>
      ${e?this.body():r}
    </section>`}};j([a({attribute:!1})],Y.prototype,`courseId`,void 0),j([o()],Y.prototype,`unfolded`,void 0),j([o()],Y.prototype,`shown`,void 0),j([o()],Y.prototype,`opened`,void 0),j([o()],Y.prototype,`waiting`,void 0);var $n=5e3,er=t`
  section { display: grid; gap: 8px; justify-items: start; }
  h3 { padding: 0; font-size: var(--fs); font-weight: 700; color: inherit; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
`,tr=class extends v{constructor(...t){super(...t),this.problem=``,this.busy=!1,this.now=null,this.timer=0,this.first=new e(this,{autoRun:!1,args:()=>[],task:async()=>this.show(await this.client.get(`export/`))}),this.ask=()=>this.act(()=>this.client.post(`export/`,{})),this.discard=()=>this.act(()=>this.client.remove(`export/`))}static{this.styles=[v.styles,er]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer)),this.first.run()}show(e){return this.now=e,clearTimeout(this.timer),e.state===`waiting`&&(this.timer=window.setTimeout(()=>void this.look(),$n)),e}async look(){try{this.show(await this.client.get(`export/`))}catch{this.now&&this.show(this.now)}}async act(e){Object.assign(this,{busy:!0,problem:``});try{await e(),this.show(await this.client.get(`export/`))}catch(e){this.problem=_(e)}this.busy=!1}content({state:e}){return e===`waiting`?n`<p role="status">${y(`Your download is being prepared. You will get an email when it is ready.`)}</p>
        <div class="row"><button type="button" class="outline" ?disabled=${this.busy} @click=${this.discard}>${y(`Cancel`)}</button></div>`:e===`ready`&&this.now?this.ready(this.now):n`<div class="row"><button type="button" class="outline" ?disabled=${this.busy} @click=${this.ask}>${y(`Download my messages`)}</button></div>`}ready({url:e,size:t,expires:i,left_out:a}){return n`<p role="status">
        ${y(`Your download is ready: %(size)s. It will be deleted on %(date)s.`,{size:Ce(t??0),date:i?O(i):``})}
      </p>
      ${a?n`<p class="small">${y(`Some files or conversations could not be included. The download names them.`)}</p>`:r}
      <div class="row">
        <a class="button primary" href=${this.client.resolve(e??``)} download>${y(`Save the file`)}</a>
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.ask}>${y(`Make a new one`)}</button>
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.discard}>${y(`Delete it`)}</button>
      </div>`}render(){return n`<section aria-labelledby="export">
      <h3 id="export">${y(`Your messages`)}</h3>
      <p class="small dim">${y(`Get a file with all messages and files that you wrote and received.`)}</p>
      ${E(this.first,1,()=>this.now?this.content(this.now):n``)}
      ${this.problem?n`<p class="notice bad" role="alert">${this.problem}</p>`:r}
    </section>`}};j([o()],tr.prototype,`problem`,void 0),j([o()],tr.prototype,`busy`,void 0),j([o()],tr.prototype,`now`,void 0);var nr=60,rr=t`
  label { display: block; margin-block-end: 8px; font-weight: 700; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
  input { flex: 1 1 200px; min-inline-size: 0; min-block-size: 44px; padding: 8px 12px; font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--control); border-radius: 8px; }
  p { margin-block-start: 8px; }
`,ir=class extends v{constructor(...t){super(...t),this.outcome=``,this.problem=``,this.name=new e(this,{args:()=>[this.client],task:([e])=>e.get(`preferences/name/`)})}static{this.styles=[v.styles,rr]}async save(e){e.preventDefault();let t=this.find(`input`);Object.assign(this,{outcome:``,problem:``});try{let{name:e,default:n}=await this.client.patch(`preferences/name/`,{name:t?.value??``});t&&(t.value=e),this.outcome=y(`Saved. Messages will greet you as “%(name)s”.`,{name:e||n})}catch(e){this.problem=y(`Could not save this. %(reason)s`,{reason:_(e)})}}field({name:e,default:t}){return n`<form @submit=${this.save}>
      <label for="name">${y(`Preferred name`)}</label>
      <div class="row">
        <input id="name" dir="auto" maxlength=${nr} autocomplete="nickname" .value=${e} placeholder=${t} aria-describedby="hint" />
        <button class="outline">${y(`Save`)}</button>
      </div>
      <p id="hint" class="small dim">${y(`How messages to many people greet you. Leave it empty for the first name of your account.`)}</p>
      <div role="status">${this.outcome?n`<p class="small">${this.outcome}</p>`:r}</div>
      ${this.problem?n`<p class="notice bad" role="alert">${this.problem}</p>`:r}
    </form>`}render(){return n`${E(this.name,2,e=>this.field(e))}`}};j([o()],ir.prototype,`outcome`,void 0),j([o()],ir.prototype,`problem`,void 0);var ar=class extends v{constructor(...e){super(...e),this.opened=!1,this.entries=new C(this,{fetch:e=>this.client.get(`audit/`,{cursor:e}),key:({id:e})=>e,rows:`li`}),this.toggled=e=>{e.target.open&&!this.opened&&(this.opened=!0,this.entries.load())}}static{this.styles=[v.styles,t`
      summary { min-block-size: 44px; padding-block: 10px; font-weight: 700; cursor: pointer; }
      li { padding-block: 10px; line-height: 1.4; overflow-wrap: anywhere; }
      li + li { border-block-start: 1px solid var(--line); }
      li p { margin: 0; }
      p.dim + p.dim { margin-block-start: 8px; }
      .more { inline-size: 100%; color: var(--primary); }
    `]}row({text:e,reason:t,course:i,created:a}){return n`<li tabindex="-1">
      <p dir="auto">${e}</p>
      ${t?n`<p dir="auto">${y(`Reason: %(reason)s`,{reason:t})}</p>`:r}
      <p class="small dim">${O(a)}${i?n` · <bdi>${i.name}</bdi>`:r}</p>
    </li>`}content(){let{items:e}=this.entries;return n`${this.entries.waiting(3)}
      ${e?.length?n`<ul>${e.map(e=>this.row(e))}</ul>`:r}
      ${e&&!e.length?n`<p class="dim">${y(`There are no entries.`)}</p>`:r}
      ${this.entries.foot()}`}render(){let e=y(`Actions by others that concern you, such as an administrator opening a conversation.`);return n`<details @toggle=${this.toggled}>
      <summary>${y(`Privacy log`)}</summary>
      <p class="small dim">${e}</p>
      ${this.opened?this.content():r}
    </details>`}};j([o()],ar.prototype,`opened`,void 0);var or=class{constructor(e){this.api=e,this.courses=[],this.shown=new Map,this.kept=new Map,this.line=Promise.resolve()}async load(){let{email:e,courses:t}=await this.api.get(`preferences/`);this.learn(``,e),t.forEach(e=>this.learn(e.course.id,e.email)),this.list(t.map(({course:e})=>e))}list(e){for(let t of e){let e=this.courses.findIndex(({id:e})=>e===t.id);e<0?this.courses.push(t):this.courses[e]?.name||(this.courses[e]=t)}}of(e){return this.shown.get(e)??null}save(e,t){this.shown.set(e,t);let n=this.line.then(()=>this.send(e,t));return this.line=n.catch(()=>void 0),n}async send(e,t){try{await this.api.patch(`preferences/`,e?{email:t,course_id:e}:{email:t}),this.kept.set(e,t)}catch(n){throw this.of(e)===t&&this.shown.set(e,this.kept.get(e)??null),n}}learn(e,t){this.shown.set(e,t),this.kept.set(e,t)}},sr=4e3;function cr(){return[[`each`,y(`An email for each message`)],[`daily`,y(`One email a day with all messages`)],[`none`,y(`No emails`)]]}var lr=t`
  :host { container-type: inline-size; }
  .body { position: relative; display: grid; gap: 24px; padding: 20px 16px; max-inline-size: 640px; }
  .body > * { min-inline-size: 0; }
  fieldset { border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  .emails { display: grid; gap: 16px; }
  .emails > * { min-inline-size: 0; }
  h3 { font-size: var(--fs); font-weight: 700; color: inherit; }
  legend, h4 { padding: 0; margin-block-end: 8px; font-size: var(--fs-s); font-weight: 600; color: inherit; }
  .choice { display: flex; gap: 12px; align-items: center; min-block-size: 48px; padding: 4px 12px; border: 1px solid var(--line); cursor: pointer; }
  .choice:first-of-type { border-radius: 8px 8px 0 0; }
  .choice:last-of-type { border-radius: 0 0 8px 8px; }
  .choice + .choice { border-block-start: 0; }
  .choice:hover { background: var(--soft); }
  .choice:has(:checked) { background: var(--tint); font-weight: 600; }
  .choice:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
  .choice input { flex: none; inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); outline: none; }
  li + li { border-block-start: 1px solid var(--line); }
  li label { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; padding-block: 10px; }
  .course { flex: 1 1 200px; min-inline-size: 0; text-align: -webkit-match-parent; text-align: match-parent; }
  select {
    flex: 0 1 290px; min-inline-size: 0; min-block-size: 44px; padding: 8px 10px; font: inherit; color: var(--text); text-overflow: ellipsis;
    background-color: var(--surface); border: 1px solid var(--control); border-radius: 8px; cursor: pointer;
  }
  .outcome { position: sticky; inset-block-end: 12px; min-block-size: 44px; }
  .saved {
    display: inline-flex; gap: 8px; align-items: center; padding: 8px 14px; border-radius: 22px; font-size: var(--fs-s); font-weight: 600;
    color: var(--success); background: var(--surface); border: 1px solid var(--line); box-shadow: var(--shadow);
  }
  @container (max-width: 479px) { select { flex-basis: 100%; } }
`,ur=class extends v{constructor(...t){super(...t),this.courseId=``,this.courses=[],this.problem=``,this.saved=!1,this.timer=0,this.choices=new e(this,{autoRun:!1,args:()=>[],task:async()=>{let e=new or(this.client);return await e.load(),this.courseId&&e.list([{id:this.courseId,name:``,url:``}]),e.list(this.courses),e}}),this.online=new w(this)}static{this.styles=[v.styles,lr]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer)),this.choices.run()}willUpdate(e){e.has(`courses`)&&this.choices.value?.list(this.courses)}updated(){this.renderRoot.querySelectorAll(`select`).forEach(e=>e.value=this.choices.value?.of(e.name)??``)}async choose(e,t){Object.assign(this,{problem:``,saved:!1});let n=this.choices.value?.save(e,t);this.requestUpdate();try{await n,this.saved=!0,clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.saved=!1,sr)}catch(e){this.problem=y(`Could not save this. %(reason)s`,{reason:_(e)})}}everywhere(e){return n`<fieldset>
      <legend>${y(`For all courses`)}</legend>
      ${cr().map(([t,r])=>n`<label class="choice">
          <input type="radio" name="email" value=${t} .checked=${e.of(``)===t} @change=${()=>void this.choose(``,t)} />
          <span>${r}</span>
        </label>`)}
    </fieldset>`}row({id:e,name:t}){return n`<li>
      <label>
        <span class="course" dir="auto">${t||y(`This course`)}</span>
        <select name=${e} @change=${t=>{this.choose(e,t.target.value||null)}}>
          <option value="">${y(`Same as all courses`)}</option>
          ${cr().map(([e,t])=>n`<option value=${e}>${t}</option>`)}
        </select>
      </label>
    </li>`}singly(e){return e.courses.length?n`<section aria-labelledby="singly">
      <h4 id="singly">${y(`For individual courses`)}</h4>
      <ul>${e.courses.map(e=>this.row(e))}</ul>
    </section>`:r}content(e){return n`${this.online.now?r:n`<p class="notice" role="status">${y(`You are offline. Changes cannot be saved now.`)}</p>`}
      ${this.everywhere(e)} ${this.singly(e)}
      <p class="small dim">${y(`All messages stay in your inbox. Muted conversations send no emails.`)}</p>`}outcome(){return n`<div class="outcome">
      <div role="status">${this.saved?n`<p class="saved">${ue}${y(`Saved`)}</p>`:r}</div>
      ${this.problem?n`<p class="notice bad" role="alert">${this.problem}</p>`:r}
    </div>`}render(){let{api:e}=this;return n`<div class="body">
      <section class="emails" aria-labelledby="emails">
        <h3 id="emails">${y(`Email`)}</h3>
        ${E(this.choices,5,e=>this.content(e))}
      </section>
      <proserva-preferred-name-view .api=${e}></proserva-preferred-name-view>
      <proserva-blocks-view .api=${e}></proserva-blocks-view>
      <proserva-privacy-log-view .api=${e}></proserva-privacy-log-view>
      <proserva-export-view .api=${e}></proserva-export-view>
      ${this.outcome()}
    </div>`}};j([a({attribute:`course-id`})],ur.prototype,`courseId`,void 0),j([a({attribute:!1})],ur.prototype,`courses`,void 0),j([o()],ur.prototype,`problem`,void 0),j([o()],ur.prototype,`saved`,void 0);function dr(e,t){let[n,r]=e.map(h),i=e.length-1,a=[...e.length===2?[n,r]:[n,i>0?b(`%(count)s other`,`%(count)s others`,i):``],...t.map(({name:e})=>y(`everyone in %(cohort)s`,{cohort:e}))];return new Intl.ListFormat(ce(),{type:`conjunction`}).format(a.filter(e=>e!==void 0&&e!==``))}function fr(e,t,n){return e?t===`none`?y(`%(names)s will see new messages only, and no earlier messages or files.`,{names:e}):y(`%(names)s will see all messages since %(date)s, with all files.`,{names:e,date:Se(n.created)}):``}function pr({thread:e,chosen:t,names:i,invalid:a,pick:o}){let s=[[`none`,y(`New messages only`)],[`all`,y(`All messages since %(date)s`,{date:Se(e.created)})]];return n`<fieldset role="radiogroup" aria-invalid=${a} aria-describedby=${a?`history-error`:r}>
      <legend>${y(`What will they see?`)}</legend>
      ${s.map(([e,r])=>n`<label class="check"><input type="radio" name="history" value=${e} .checked=${t===e}
          @change=${()=>o(e)} /><span>${r}</span></label>`)}
    </fieldset>
    <p class="consequence" role="status" dir="auto">${t?fr(i,t,e):r}</p>`}var X=class extends v{constructor(...t){super(...t),this.detail=null,this.me=``,this.selected=[],this.cohorts=[],this.keepInStep=!1,this.history=null,this.requests=new K(this),this.people=new e(this,{args:()=>[],task:()=>this.search(``),onComplete:()=>void this.focusField()})}static{this.styles=[v.styles,J,t`
      .consequence { padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); font-size: var(--fs-s); }
      .consequence:empty { display: none; }
      .part { gap: 14px; }
    `]}async focusField(){await Promise.resolve(),await this.updateComplete,this.find(`proserva-people`)?.focus()}get thread(){return this.detail}connectedCallback(){super.connectedCallback(),this.history=this.thread.kind===`direct`?null:`none`}async search(e){return(await this.client.recipients(this.thread.course.id,{q:e,exclude_thread:this.thread.id})).results}async add(e){e.preventDefault();let{selected:t,cohorts:n,history:r,keepInStep:i}=this;if(!t.length&&!n.length)return this.stop(`usernames`,y(`Choose people to add.`),`proserva-people`);if(!r)return this.stop(`history`,y(`Choose what they will see.`),`[name=history]`);let a=n.length?{cohorts:n.map(({id:e})=>e),keep_in_step:i}:{usernames:t.map(({username:e})=>e)};await this.requests.run(`add`,async()=>{let e=`threads/${this.thread.id}/participants/`;q(this,`changed`,await this.client.post(e,{...a,history:r}))})&&q(this,`added`,dr(t,n))}stop(e,t,n){this.requests.fail(e,t),this.find(n)?.focus()}pressed(e){e.key!==`Escape`||e.defaultPrevented||(e.preventDefault(),e.stopPropagation(),q(this,`cancel`))}warning(){return this.thread.kind===`direct`?n`<p class="notice">${y(`This is a private conversation between you and %(name)s. You will both see a system message that says who was added and what they can see.`,{name:ee(this.thread,this.me).map(h).join(`, `)})}</p>`:r}peopleField(e){let t=y(`People to add`);return n`<div>
      <proserva-people .api=${this.api} .label=${t} .people=${e} .values=${this.selected} .multiple=${!0} .invalid=${this.requests.has(`usernames`)}
        .search=${e=>this.search(e)} @pick=${e=>{this.selected=e.detail,this.requests.forget()}}></proserva-people>
      ${this.requests.error(`usernames`)}
    </div>`}cohortField(){return n`<proserva-cohort-choice .api=${this.api} .courseId=${this.thread.course.id} .chosen=${this.cohorts.map(({id:e})=>e)}
      .keepInStep=${this.keepInStep} .canFollow=${this.thread.can.keep_in_step} @pick=${({detail:e})=>Object.assign(this,e)}></proserva-cohort-choice>`}form(e){let t=e=>{this.history=e,this.requests.forget()},i=this.selected.length||this.cohorts.length?dr(this.selected,this.cohorts):``;return n`<form class="part" novalidate @submit=${this.add} @keydown=${this.pressed}>
      <h3>${y(`Add people`)}</h3>
      ${this.warning()} ${this.cohorts.length?r:this.peopleField(e)} ${this.selected.length?r:this.cohortField()}
      ${pr({thread:this.thread,chosen:this.history,names:i,invalid:this.requests.has(`history`),pick:t})}
      ${this.requests.error(`history`)} ${this.requests.error(`add`)}
      <div class="row">
        <button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${this.requests.busy?y(`Adding…`):y(`Add`)}</button>
        <button type="button" class="quiet" @click=${()=>q(this,`cancel`)}>${y(`Cancel`)}</button>
      </div>
    </form>`}render(){return E(this.people,5,e=>this.form(e))}};j([a({attribute:!1})],X.prototype,`detail`,void 0),j([a({attribute:!1})],X.prototype,`me`,void 0),j([o()],X.prototype,`selected`,void 0),j([o()],X.prototype,`cohorts`,void 0),j([o()],X.prototype,`keepInStep`,void 0),j([o()],X.prototype,`history`,void 0);var mr=50,hr=class extends v{constructor(...t){super(...t),this.courseId=``,this.usernames=[],this.known=new Map,this.people=new e(this,{args:()=>[this.courseId],task:async([e])=>e?(this.usernames.length&&await this.list({usernames:this.usernames.join(`,`)}),this.list({})):[]})}static{this.styles=[v.styles,t`
      .label { display: block; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
    `]}async list(e){let{results:t}=await this.client.recipients(this.courseId,e);return t.forEach(e=>this.known.set(e.username,e)),t}change(e){this.usernames=e,this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}who(e){return this.known.get(e)??{username:e,name:e,image_url:``,role:null,is_default:!1}}render(){let{error:e,value:t=[]}=this.people;if(e)return be(_(e),()=>void this.people.run());let r=t.length>=mr,i=y(`Add a person`);return n`<span class="label" aria-hidden="true">${i}</span>
      <proserva-people multiple .api=${this.api} .label=${i} .people=${t}
        .values=${this.usernames.map(e=>this.who(e))}
        .search=${r?e=>this.list({q:e}):null}
        @pick=${({detail:e})=>this.change(e.map(({username:e})=>e))}></proserva-people>`}};j([a({attribute:!1})],hr.prototype,`courseId`,void 0),j([a({attribute:!1})],hr.prototype,`usernames`,void 0);function gr(){return y(`People who later join or leave the cohort also join or leave this group, and a system message says so. People added by name stay.`)}var _r=class extends v{constructor(...t){super(...t),this.courseId=``,this.chosen=[],this.keepInStep=!1,this.canFollow=!0,this.found=new e(this,{args:()=>[this.courseId,this.client],task:([e,t])=>e?t.get(`courses/${encodeURIComponent(e)}/cohorts/`):null})}static{this.styles=[v.styles,J]}get cohorts(){return this.found.value?.results??[]}pick(e,t){let n=this.cohorts.filter(({id:t})=>e.includes(t));this.dispatchEvent(new CustomEvent(`pick`,{detail:{cohorts:n,keepInStep:t&&n.length>0}}))}row({id:e,name:t,size:r}){return n`<label class="check"><input type="checkbox" .checked=${this.chosen.includes(e)} @change=${t=>{let n=this.chosen.filter(t=>t!==e);this.pick(t.target.checked?[...n,e]:n,this.keepInStep)}} />
      <span><bdi>${t}</bdi> <span class="dim">· ${te(r)}</span></span></label>`}step(){return n`<label class="check"><input type="checkbox" aria-describedby="step-hint" .checked=${this.keepInStep} @change=${e=>this.pick(this.chosen,e.target.checked)} />
        <span>${y(`Keep in sync with the cohort`)}</span></label>
      <p class="hint" id="step-hint">${gr()}</p>`}render(){return this.cohorts.length?n`<fieldset>
      <legend>${y(`Whole cohorts`)}</legend>
      ${this.cohorts.map(e=>this.row(e))} ${this.chosen.length&&this.canFollow?this.step():r}
    </fieldset>`:r}};j([a({attribute:!1})],_r.prototype,`courseId`,void 0),j([a({attribute:!1})],_r.prototype,`chosen`,void 0),j([a({attribute:!1})],_r.prototype,`keepInStep`,void 0),j([a({attribute:!1})],_r.prototype,`canFollow`,void 0);var vr=class extends v{constructor(...e){super(...e),this.courseId=``,this.choice=null,this.people=0}static{this.styles=[v.styles,J,t`
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
    `]}change(e){q(this,`choice`,{title:``,cohorts:[],keepInStep:!1,...this.choice,...e})}words(){return this.people>1||this.choice?.cohorts.length?y(`This starts a group with Group Chat on. Everyone in it sees its members and all messages. You are the owner and can add and remove people later.`):y(`Choose at least two people, or a cohort, to start a group.`)}render(){let{choice:e}=this;return e?n`<section aria-label=${y(`Group`)}>
      <p class="small">${this.words()}</p>
      <label class="field">${y(`Group name (optional)`)}
        <input type="text" dir="auto" maxlength="255" .value=${e.title}
          @input=${e=>this.change({title:e.target.value})} /></label>
      <proserva-cohort-choice .api=${this.api} .courseId=${this.courseId} .chosen=${e.cohorts} .keepInStep=${e.keepInStep}
        @pick=${({detail:{cohorts:e,keepInStep:t}})=>this.change({cohorts:e.map(({id:e})=>e),keepInStep:t})}
      ></proserva-cohort-choice>
    </section>`:r}};j([a({attribute:!1})],vr.prototype,`courseId`,void 0),j([a({attribute:!1})],vr.prototype,`choice`,void 0),j([a({attribute:!1})],vr.prototype,`people`,void 0);var yr=class extends v{constructor(...e){super(...e),this.detail=null,this.closing=!1,this.requests=new K(this)}static{this.styles=[v.styles,J]}set(e,t){return this.requests.run(e,async()=>{q(this,`changed`,await this.client.patch(`threads/${this.detail?.id}/`,t))})}async turn(e,t){let n=e.target;await this.set(t,{[t]:n.checked})||(n.checked=!!this.detail?.[t])}flagWords({kind:e,group_chat:t,can:n}){return y(e===`direct`?t?`People can be added to this conversation. Until then, it stays between the two of you.`:n.set_group_chat?`This conversation stays between the two of you. Turn on Group Chat to add people.`:`This conversation stays between the two of you. Only its owner can turn on Group Chat.`:`People can be added to this conversation.`)}flag(e){return n`<div class="part">
      <label class="switch"><input type="checkbox" role="switch" aria-describedby="flag-hint" .checked=${e.group_chat}
        ?disabled=${!e.can.set_group_chat||!!this.requests.busy} @change=${e=>void this.turn(e,`group_chat`)} />
        <span>${y(`Group Chat`)}</span></label>
      <p class="hint" id="flag-hint">${this.flagWords(e)}</p>
      ${this.requests.error(`group_chat`)}
    </div>`}rule(e,t,r){return n`<label class="check"><input type="checkbox" .checked=${e[t]} ?disabled=${!!this.requests.busy}
        @change=${e=>void this.turn(e,t)} /><span>${r}</span></label>
      ${this.requests.error(t)}`}rules(e){return n`<div class="part"><fieldset>
      <legend>${y(`Member permissions`)}</legend>
      ${this.rule(e,`members_may_add`,y(`Add people`))} ${this.rule(e,`members_may_remove`,y(`Remove people`))}
      <p class="hint">${y(`You can override this for individual people in the list above.`)}</p>
    </fieldset></div>`}steps({cohorts:e,can:t}){if(!e.length)return r;let i=e.some(e=>e.in_step),a=e.map(({name:e})=>e).join(`, `);return t.keep_in_step?n`<div class="part">
      <label class="check"><input type="checkbox" aria-describedby="steps-hint" .checked=${i} ?disabled=${!!this.requests.busy} @change=${async e=>{let t=e.target;await this.set(`keep_in_step`,{keep_in_step:t.checked})||(t.checked=i)}} />
        <span>${y(`Keep in sync with: %(names)s`,{names:a})}</span></label>
      <p class="hint" id="steps-hint">${gr()}</p>
      ${this.requests.error(`keep_in_step`)}
    </div>`:i?n`<p class="part hint">${y(`Synced with: %(names)s`,{names:a})}</p>`:r}async open(e){this.closing=e,await this.updateComplete,this.find(e?`.yes`:`.end`)?.focus()}async close(e){await this.set(`closed`,{closed:e})&&await this.open(!1)}ending({closed:e}){let t={text:y(`No one can write here until it is reopened. Everyone can still read.`),yes:y(`Close to new messages`),busy:!!this.requests.busy,go:()=>void this.close(!0),keep:()=>void this.open(!1)};return n`<div class="part">
      ${e?n`<p class="hint">${y(`This conversation is closed. No one can write here.`)}</p>
            <div><button type="button" class="outline end" ?disabled=${!!this.requests.busy} @click=${()=>void this.close(!1)}>${y(`Reopen`)}</button></div>`:this.closing?Ln(t):n`<div><button type="button" class="outline end" @click=${()=>void this.open(!0)}>${y(`Close to new messages`)}</button></div>`}
      ${this.requests.error(`closed`)}
    </div>`}render(){let{detail:e}=this;if(!e)return r;let t=e.group_chat||e.kind===`group`;return n`${e.kind===`direct`||e.can.set_group_chat?this.flag(e):r} ${t&&e.can.set_permissions?this.rules(e):r} ${this.steps(e)}
    ${e.can.close?this.ending(e):r}`}};j([a({attribute:!1})],yr.prototype,`detail`,void 0),j([o()],yr.prototype,`closing`,void 0);function br(e,t){return y(e===null?t?`Default: allowed`:`Default: not allowed`:e?`Allowed`:`Not allowed`)}function xr(e,t,r,i,{busy:a,change:o}){let s=e[`own_${t}`];return n`<label class="field">${r}
    <select ?disabled=${a} @change=${e=>{let{value:n}=e.target;o({[t]:n===`null`?null:n===`true`})}}>
      ${[null,!0,!1].map(e=>n`<option value=${String(e)} .selected=${e===s}>${br(e,i)}</option>`)}
    </select>
  </label>`}function Sr(e,t){let{detail:i}=t;return!i.can.set_permissions||e.thread_role===`owner`?r:n`<div class="rights">
    ${xr(e,`may_add`,y(`Adding people`),i.members_may_add,t)}
    ${xr(e,`may_remove`,y(`Removing people`),i.members_may_remove,t)}
  </div>`}function Cr(e,{change:t,remove:n,block:r}){let i=h(e);return{remove:[y(`%(name)s keeps the messages so far, receives no new ones, and sees that you removed them.`,{name:i}),y(`Remove %(name)s`,{name:i}),n],hand_over:[y(`%(name)s becomes the owner, and you become a member. Only they can reverse this.`,{name:i}),y(`Transfer ownership to %(name)s`,{name:i}),()=>t({hand_over:!0})],step_down:[y(`You become a member. Only another owner can make you an owner again.`),y(`Step down as owner`),()=>t({role:`member`})],block:[wr(i),y(`Block %(name)s`,{name:i}),r]}}function wr(e){return y(`%(name)s can no longer write to you, and you get no notifications of their messages in groups. They are not notified. You can unblock them in the settings.`,{name:e})}function Tr(e,t,n){let[r,i,a]=Cr(t,n)[e];return Ln({text:r,yes:i,busy:n.busy,go:a,keep:()=>n.ask(null)})}function Er(e,t){let{detail:i,mine:a,busy:o,ask:s,change:c}=t,l=e.thread_role===`member`,u=(e,t,r=``)=>n`<button type="button" class="outline ${r}" data-action=${e} @click=${()=>s(e)}>${t}</button>`;return n`<div class="row">
    ${e.can.make_owner&&!a?n`<button type="button" class="outline" ?disabled=${o} @click=${()=>c({role:`owner`})}>${y(`Make an owner`)}</button>`:r}
    ${i.can.hand_over&&!a&&l?u(`hand_over`,y(`Transfer ownership`)):r}
    ${a&&!l?u(`step_down`,y(`Step down as owner`)):r}
    ${e.can.remove&&!a?u(`remove`,y(`Remove`),`danger`):r}
    ${Dr(e,t)}
  </div>`}function Dr(e,{ask:t,block:i,busy:a}){return e.blocked?n`<button type="button" class="outline" ?disabled=${a} @click=${i}>${y(`Unblock`)}</button>`:e.can.block?n`<button type="button" class="outline danger" data-action="block" @click=${()=>t(`block`)}>${y(`Block…`)}</button>`:r}function Or(e){let t=e.thread_role===`owner`?``:Ar(e);return n`<div class="small dim">
    <bdi>${ne(e.role)}</bdi>${e.joined?kr(e.joined):r}
    ${t?n`· <bdi>${t}</bdi>`:r}
  </div>`}function kr(e){let t=y(`since %(date)s`,{date:Se(e)});return n` · <time datetime=${e} title=${we(e)}>${t}</time>`}function Ar({may_add:e,may_remove:t}){return e&&t?y(`can add and remove people`):e?y(`can add people`):t?y(`can remove people`):``}function jr(e,{detail:t,mine:n}){return e.can.block?!0:t.kind===`group`?n?e.thread_role===`owner`&&t.can.hand_over:e.can.remove||e.can.make_owner||e.thread_role===`member`&&(t.can.set_permissions||t.can.hand_over):!1}function Mr(e,t){let{mine:i,open:a,asking:o,error:s,resolve:c,unfold:l}=t,u=h(e),d=y(`Manage %(name)s`,{name:u});return n`<li tabindex="-1" data-name=${e.username}>
    <div class="person">
      ${m(e,c)}
      <div class="who">
        <div><span class="name" dir="auto">${u}</span> ${i?n`<span class="small dim">${y(`(you)`)}</span>`:r}
          ${e.thread_role===`owner`?n`<span class="tag">${y(`Owner`)}</span>`:r}</div>
        ${Or(e)}
      </div>
      ${jr(e,t)?n`<button type="button" class="round fold" aria-expanded=${a} aria-label=${d} title=${d} @click=${l}>${de}</button>`:r}
    </div>
    ${a?n`<div class="manage">${Sr(e,t)} ${o?Tr(o,e,t):Er(e,t)} ${s}</div>`:r}
  </li>`}var Nr=300,Pr=t`
  :host { padding: 4px 16px 12px; container-type: inline-size; }
  :host(.first) { padding-block-start: 16px; }
  .search { position: relative; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .count { margin-block: 8px 2px; }
  ul:focus, li:focus { outline: none; }
  li { padding-block: 10px; border-radius: 8px; }
  li + li { border-block-start: 1px solid var(--line); border-radius: 0; }
  li:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .who { flex: 1; min-inline-size: 0; }
  .name { font-weight: 600; }
  .fold .icon { transition: transform 0.12s; }
  .fold[aria-expanded="true"] .icon { transform: scaleY(-1); }
  .manage { display: grid; gap: 12px; padding-block-start: 12px; padding-inline-start: 52px; }
  .rights { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 419px) { .manage { padding-inline-start: 0; } }
`,Z=class extends v{constructor(...e){super(...e),this.detail=null,this.me=``,this.query=``,this.open=``,this.asking=null,this.timer=0,this.list=new C(this,{fetch:e=>this.fetch(this.query.trim(),e),key:({username:e})=>e,rows:`li`}),this.requests=new K(this)}static{this.styles=[v.styles,J,Pr]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){let t=e.get(`detail`);e.has(`detail`)&&this.detail&&t?.participant_count!==this.detail.participant_count&&this.reload()}fetch(e,t){return this.client.get(`threads/${this.detail?.id}/participants/`,{q:e,cursor:t})}reload(){clearTimeout(this.timer),this.list.load()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.reload(),Nr)}unfold(e){this.requests.forget(),Object.assign(this,{open:this.open===e?``:e,asking:null})}async ask(e){let t=this.asking;this.requests.forget(),this.asking=e,await this.updateComplete,this.find(e?`.yes`:`[data-action=${t}]`)?.focus()}path(e){return`threads/${this.detail?.id}/participants/${encodeURIComponent(e)}/`}async change(e,t){await this.requests.run(e,async()=>{await this.client.patch(this.path(e),t),await Promise.all([...new Set([e,this.me])].map(e=>this.renew(e))),await this.refresh()})&&(this.asking=null,await this.updateComplete,(`role`in t||`hand_over`in t)&&this.find(`[data-name="${CSS.escape(e)}"]`)?.focus())}async toggleBlock({username:e,blocked:t}){await this.requests.run(e,async()=>{t?await Vn(this.client,e):await this.client.post(`blocks/`,{thread:this.detail?.id,username:e}),await this.renew(e),await this.refresh()})&&(this.asking=null,await this.updateComplete,this.find(`[data-name="${CSS.escape(e)}"]`)?.focus())}async removeMember(e){let{items:t}=this.list,n=t?.findIndex(t=>t.username===e)??0;if(!await this.requests.run(e,async()=>{await this.client.remove(this.path(e)),this.list.set({items:this.list.items?.filter(t=>t.username!==e)??null}),await this.refresh()}))return;Object.assign(this,{open:``,asking:null}),await this.updateComplete;let r=[...this.renderRoot.querySelectorAll(`li`)];(r[Math.min(n,r.length-1)]??this.find(`ul`))?.focus()}async refresh(){q(this,`changed`,await this.client.get(`threads/${this.detail?.id}/`))}async renew(e){let{results:t}=await this.fetch(e,null),n=t.find(t=>t.username===e);n&&this.list.replace(n)}field(){let e=y(`Search for people`);return n`<div class="search">${S}<input type="search" dir=${this.query?`auto`:r} aria-label=${e} placeholder=${e}
      .value=${this.query} @input=${this.search} /></div>`}content(e){let t=this.list.waiting(4);if(t)return t;let r=this.list.items??[];return r.length?n`<ul aria-label=${y(`People`)} tabindex="-1">
        ${r.map(t=>Mr(t,{detail:e,mine:t.username===this.me,open:t.username===this.open,asking:this.asking,busy:!!this.requests.busy,error:this.requests.error(t.username),resolve:e=>this.client.resolve(e),unfold:()=>this.unfold(t.username),ask:e=>void this.ask(e),change:e=>void this.change(t.username,e),remove:()=>void this.removeMember(t.username),block:()=>void this.toggleBlock(t)}))}
      </ul>
      ${this.list.foot()}`:T(S,y(`No matches`))}render(){let{detail:e}=this;if(!e)return r;let{items:t,cursor:i}=this.list,a=this.query.trim()&&t&&!i?t.length:e.participant_count;return n`${e.kind===`group`?this.field():r}
      <p class="hint count" role="status">${t?te(a):r}</p>
      ${this.content(e)}`}};j([a({attribute:!1})],Z.prototype,`detail`,void 0),j([a({attribute:!1})],Z.prototype,`me`,void 0),j([o()],Z.prototype,`query`,void 0),j([o()],Z.prototype,`open`,void 0),j([o()],Z.prototype,`asking`,void 0);var Q=class extends v{constructor(...e){super(...e),this.detail=null,this.me=``,this.adding=!1,this.leaving=!1,this.news=``,this.online=new w(this),this.requests=new K(this)}static{this.styles=[v.styles,J]}async turn(e,t=``){Object.assign(this,{adding:e,news:t}),await this.updateComplete,e||this.find(`.add`)?.focus()}async ask(e){this.requests.forget(),this.leaving=e,await this.updateComplete,this.find(e?`.yes`:`.leave`)?.focus()}async leave(){let e=`threads/${this.detail?.id}/`;await this.requests.run(`leave`,async()=>{await this.client.remove(`${e}participants/${encodeURIComponent(this.me)}/`),q(this,`changed`,await this.client.get(e))})&&q(this,`done`)}addPart({can:e}){return e.add?n`<div class="part"><div><button type="button" class="primary add" @click=${()=>void this.turn(!0)}>${y(`Add people`)}</button></div></div>`:r}way({can:e}){if(!e.leave)return r;let t={text:y(`You keep the messages so far and receive no new ones. The others see that you left.`),yes:y(`Leave this conversation`),busy:!!this.requests.busy,go:()=>void this.leave(),keep:()=>void this.ask(!1)};return n`<div class="part">
      ${this.leaving?Ln(t):n`<div><button type="button" class="outline danger leave" @click=${()=>void this.ask(!0)}>${y(`Leave this conversation`)}</button></div>`}
      ${this.requests.error(`leave`)}
    </div>`}list(e){return n`${this.addPart(e)}
      <proserva-members class="members ${e.can.add?``:`first`}" .api=${this.api} .detail=${e} .me=${this.me}></proserva-members>
      <proserva-group-settings .api=${this.api} .detail=${e}></proserva-group-settings>
      ${this.way(e)}`}render(){let{detail:e}=this;return e?n`${this.online.now?r:n`<p class="notice" role="status">${y(`You are offline. This may be out of date.`)}</p>`}
      <p class=${this.news?`part small`:`vh`} role="status">${this.news}</p>
      ${this.adding?n`<proserva-add-people .api=${this.api} .detail=${e} .me=${this.me} @added=${e=>void this.turn(!1,y(`Added: %(names)s`,{names:e.detail}))} @cancel=${()=>void this.turn(!1)}></proserva-add-people>`:this.list(e)}`:r}};j([a({attribute:!1})],Q.prototype,`detail`,void 0),j([a({attribute:!1})],Q.prototype,`me`,void 0),j([o()],Q.prototype,`adding`,void 0),j([o()],Q.prototype,`leaving`,void 0),j([o()],Q.prototype,`news`,void 0);function Fr(e){return n`<thead role="rowgroup">
    <tr role="row">
      ${[y(`Name`),...e?[y(`Cohort`)]:[],y(`Progress`),y(`Last contact`)].map(e=>n`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${y(`Message`)}</span></th>
    </tr>
  </thead>`}function Ir(e,t){return n`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${t}</span></td>`}function Lr(e,{resolve:t,selected:r,select:i}){let a=h(e);return n`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    <label class="pick"><input type="checkbox" aria-label=${y(`Select %(name)s`,{name:a})} .checked=${r} @change=${e=>i(e.target.checked)} /></label>
    ${m(e,t)}
    <span class="names"><span class="name" dir="auto">${a}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function Rr(e){if(e===null)return n`<span class="dim">–</span>`;let t=Math.min(Math.max(e,0),1),r=new Intl.NumberFormat(ce(),{style:`percent`}).format(Math.floor(t*100+1e-9)/100);return n`<span class="progress"><span class="bar" aria-hidden="true"><i .style=${`inline-size:${t*100}%`}></i></span><span>${r}</span></span>`}function zr(e,t){let{last_contact:r,thread:i}=e;if(!r)return n`<span class="dim">${y(`None yet`)}</span>`;let a=n`<time datetime=${r} title=${we(r)}>${Te(r)}</time>`;if(!i)return a;let o=y(`%(time)s, open the conversation with %(name)s`,{time:Te(r),name:h(e)});return n`<a href="${t}?thread=${i}" target=${oe()} aria-label=${o}>${a}</a>`}function Br(e,t,i){return n`<button type="button" class="outline" data-write=${e.username} aria-expanded=${t} aria-controls=${t?`panel`:r}
    aria-label=${y(`Message %(name)s`,{name:h(e)})} @click=${i}>${x}${y(`Message`)}</button>`}function Vr(e,t){let{cohorts:i,inbox:a,composer:o,write:s,selected:c}=t;return n`<tr role="row" class="${o?`open`:``} ${c?`chosen`:``}">
      ${Lr(e,t)} ${i?Ir(y(`Cohort`),n`<bdi>${e.cohort??`–`}</bdi>`):r}
      ${Ir(y(`Progress`),Rr(e.progress))} ${Ir(y(`Last contact`),zr(e,a))}
      <td role="cell" class="act">${Br(e,o!==null,s)}</td>
    </tr>
    ${o?n`<tr role="row" class="under"><td role="cell" colspan=${i?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&s()}}>
          <h2 id="title" class="vh">${y(`Message %(name)s`,{name:h(e)})}</h2>
          ${o}
        </section></td></tr>`:r}`}var Hr=class{constructor(e){this.host=e,this.chosen=new Map,this.clear=()=>{this.chosen.clear(),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.clear()}get people(){return[...this.chosen.values()]}has({username:e}){return this.chosen.has(e)}turn(e,t){for(let n of e)t?this.chosen.set(n.username,n):this.chosen.delete(n.username);this.host.requestUpdate()}bar(e,t){let i=this.chosen.size,a=e.filter(e=>this.has(e)).length;return n`<div class="selection">
      <label class="pick"><input type="checkbox" .checked=${a>0&&a===e.length} .indeterminate=${a>0&&a<e.length}
        @change=${t=>this.turn(e,t.target.checked)} /><span>${y(`Select all shown`)}</span></label>
      <span role="status">${i?b(`%(count)s selected`,`%(count)s selected`,i):r}</span>
      ${i?n`${t}<button type="button" class="quiet" @click=${this.clear}>${y(`Clear`)}</button>`:r}
    </div>`}},Ur=t`
  :host { container-type: inline-size; }
  proserva-roster-tools { display: block; }
  .tools { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
  .search { position: relative; flex: 1 1 240px; max-inline-size: 420px; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .cohorts { display: flex; align-items: center; gap: 10px; font-weight: 600; font-size: var(--fs-s); min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; max-inline-size: min(100%, 300px); min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .count { min-block-size: 1.5em; margin-block: 10px 4px; }
  .notice { margin-block-start: 10px; }
  .selection { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; min-block-size: 48px; font-size: var(--fs-s); }
  .pick { display: inline-flex; align-items: center; justify-content: center; gap: 10px; min-block-size: 44px; min-inline-size: 32px; cursor: pointer; }
  .pick input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); }
  .chosen { background: var(--soft); }
  .together { margin-block: 4px 12px; }
  .together .top { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block-end: 8px; }
  .together h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
  table { inline-size: 100%; border-collapse: collapse; transition: opacity 0.12s; }
  table[aria-busy="true"] { opacity: 0.55; }
  th, td { padding: 10px 12px; text-align: start; vertical-align: middle; font-weight: 400; border-block-end: 1px solid var(--line); }
  th:first-child { inline-size: 40%; padding-inline-start: 4px; }
  thead th { padding-block: 8px; font-size: var(--fs-xs); font-weight: 600; color: var(--muted); white-space: nowrap; }
  tbody tr:not(.under):hover { background: var(--soft); }
  .open > * { border-block-end-color: transparent; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .names { display: grid; min-inline-size: 0; }
  .names .name { font-weight: 600; }
  .key { display: none; flex: none; }
  .value { min-inline-size: 0; }
  .progress { display: flex; align-items: center; gap: 10px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .bar { flex: none; inline-size: 88px; block-size: 8px; border-radius: 4px; background: var(--tint); border: 1px solid var(--control); overflow: hidden; }
  .bar i { display: block; block-size: 100%; background: var(--primary); forced-color-adjust: none; }
  td a { display: inline-block; padding-block: 4px; white-space: nowrap; }
  .act { text-align: end; }
  .act button { white-space: nowrap; }
  .under td { padding: 0 4px 16px; }
  .panel { position: relative; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); max-inline-size: 720px; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 719px) {
    table, tbody, tr, td, tbody th { display: block; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .search { max-inline-size: none; }
    .cohorts { flex: 1 1 100%; }
    .cohorts select { flex: 1; max-inline-size: none; }
    tbody tr:not(.under) { display: grid; gap: 6px; padding: 14px; margin-block-start: 10px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    tbody tr > *, tbody th:first-child { inline-size: auto; padding: 0; border: 0; }
    td:not(.act, .under td) { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; font-size: var(--fs-s); }
    .key { display: block; color: var(--muted); }
    .value { text-align: end; }
    .act { margin-block-start: 6px; text-align: start; }
    .act button { inline-size: 100%; }
    .under td { padding: 10px 0 6px; }
    .panel { padding: 14px 12px; max-inline-size: none; }
  }
`,Wr=300,Gr=400,$=class extends v{constructor(...e){super(...e),this.courseId=``,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.writing=``,this.together=[],this.list=new C(this,{fetch:e=>this.fetch(e),key:({username:e})=>e,added:({cohorts:e})=>void(this.cohorts=e??this.cohorts),rows:`th[scope=row]`}),this.timer=0,this.online=new w(this),this.selection=new Hr(this)}static{this.styles=[v.styles,Ur]}connectedCallback(){super.connectedCallback();let e=()=>this.list.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(this.list.set({items:null}),Object.assign(this,{cohorts:[],query:``,cohort:``,writing:``,together:[]}),this.selection.clear(),this.reload())}async reload(){clearTimeout(this.timer),this.courseId&&await this.list.load()}async fetch(e){let{client:t,cohort:n,courseId:r,query:i}=this,a=`courses/${encodeURIComponent(r)}/roster/`,o=t.get(a,{q:i.trim(),cohort:n,cursor:e}),[s,c]=await Promise.all([o,re(t)]);return this.config=c,s}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),Wr)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),Gr)}sent(e,{thread:t}){let n=new Date().toISOString();this.list.set({items:this.list.items?.map(r=>r.username===e?{...r,thread:t,last_contact:n}:r)??null})}filters(){let e=y(`Search by name`);return n`<div class="tools">
      <div class="search">${S}<input type="search" dir=${this.query?`auto`:r} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():r}
    </div>`}cohortChoice(){return n`<label class="cohorts"><span>${y(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${y(`All cohorts`)}</option>
        ${this.cohorts.map(e=>n`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let t=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),r=this.client.resolve(this.config?.inbox_url??``);return n`<table role="table" aria-label=${y(`Enrolled`)} aria-busy=${this.list.stale}>
      ${Fr(t)}
      <tbody role="rowgroup">
        ${e.map(e=>Vr(e,{cohorts:t,inbox:r,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username),selected:this.selection.has(e),select:t=>this.selection.turn([e],t)}))}
      </tbody>
    </table>`}composer(e){return n`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}async writeTogether(e){this.together=e.map(e=>({...e,is_default:!1})),await this.updateComplete,this.find(e.length?`.together proserva-compose`:`.selection button, .selection input`)?.focus()}actions(){let{people:e}=this.selection;return n`${e.length>1?n`<button type="button" class="outline" @click=${()=>void this.writeTogether(e)}>${ge}${y(`Message as a group`)}</button>`:r}`}groupComposer(){if(!this.together.length)return r;let e=y(`Close`);return n`<section class="panel together" aria-labelledby="together" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&this.writeTogether([])}}>
      <div class="top"><h2 id="together">${y(`Message as a group`)}</h2>
        <button type="button" class="round" aria-label=${e} title=${e} @click=${()=>void this.writeTogether([])}>${pe}</button></div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .chosen=${this.together} several @proserva-sent=${this.selection.clear}></proserva-compose>
    </section>`}content(){let{cursor:e,items:t}=this.list;return t?!t.length&&!e?this.query.trim()||this.cohort?T(S,y(`No matches`)):T(x,y(`No one is enrolled yet`)):n`${this.table(t)} ${this.list.foot()}`:this.list.waiting(8)??r}count(){let{cursor:e,items:t,stale:n}=this.list,r=t?.length??0;return!r||n?``:e?y(`First %(count)s`,{count:r}):b(`%(count)s person`,`%(count)s people`,r)}render(){let{error:e,items:t}=this.list;return e instanceof g&&e.status===404?T(x,y(`Only the course team can see this.`)):n`<proserva-roster-tools .api=${this.api} .courseId=${this.courseId}>
      ${this.filters()}
      ${this.online.now?r:n`<p class="notice" role="status">${y(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${t?.length||this.selection.people.length?this.selection.bar(t??[],this.actions()):r} ${this.groupComposer()}
      ${this.content()}
    </proserva-roster-tools>`}};j([a({attribute:!1})],$.prototype,`courseId`,void 0),j([o()],$.prototype,`cohorts`,void 0),j([o()],$.prototype,`config`,void 0),j([o()],$.prototype,`query`,void 0),j([o()],$.prototype,`cohort`,void 0),j([o()],$.prototype,`writing`,void 0),j([o()],$.prototype,`together`,void 0);var Kr={"proserva-chosen-people":hr,"proserva-audience":jt,"proserva-broadcast-confirm":R,"proserva-broadcast-preview":B,"proserva-broadcast-templates":G,"proserva-broadcast-form":z,"proserva-broadcast-report":V,"proserva-broadcast-status":W,"proserva-broadcast-list":hn,"proserva-broadcast-view":H,"proserva-roster-tools":wn,"proserva-announcement-banner":Be,"proserva-announcement-form":F,"proserva-announcement-list":I,"proserva-announcements-view":L,"proserva-roster-view":$,"proserva-report-detail":Yn,"proserva-report-view":Qn,"proserva-blocks-view":Hn,"proserva-reports-view":Y,"proserva-care-view":Wn,"proserva-cohort-choice":_r,"proserva-members":Z,"proserva-group-settings":yr,"proserva-add-people":X,"proserva-mentions":Fn,"proserva-group-options-view":vr,"proserva-people-panel-view":Q,"proserva-export-view":tr,"proserva-receipt-details-view":Rn,"proserva-rename-view":Bn,"proserva-preferred-name-view":ir,"proserva-privacy-log-view":ar,"proserva-settings-view":ur};for(let[e,t]of Object.entries(Kr))customElements.get(e)||customElements.define(e,t)})();