(function(){var e=proservaMessaging.css,t=proservaMessaging.html,n=proservaMessaging.nothing,r=proservaMessaging.svg,i=proservaMessaging.property,a=proservaMessaging.state,o=proservaMessaging.repeat,s=proservaMessaging.unsafeHTML,c=proservaMessaging.ApiError,l=proservaMessaging.errorText,u=proservaMessaging.attemptFor,d=proservaMessaging.getConfig,ee=proservaMessaging.dismiss,f=proservaMessaging.ProservaElement,p=proservaMessaging.bodyStyles,te=proservaMessaging.counter,ne=proservaMessaging.fileList,re=proservaMessaging.hint,ie=proservaMessaging.markBar,ae=proservaMessaging.composeStyles,oe=proservaMessaging.DraftKeeper,se=proservaMessaging.fileIntake,m=proservaMessaging.empty,h=proservaMessaging.failed,g=proservaMessaging.loading,ce=proservaMessaging.linkTarget,le=proservaMessaging.reportHeight,_=proservaMessaging.gettext,v=proservaMessaging.language,y=proservaMessaging.ngettext,ue=proservaMessaging.backIcon,de=proservaMessaging.clipIcon,fe=proservaMessaging.closeIcon,pe=proservaMessaging.fileIcon,me=proservaMessaging.icon,b=proservaMessaging.messageIcon,x=proservaMessaging.searchIcon,he=proservaMessaging.sendIcon,ge=proservaMessaging.applyMark,_e=proservaMessaging.textLength,S=proservaMessaging.Online,ve=proservaMessaging.avatar,C=proservaMessaging.personName,ye=proservaMessaging.Poller,be=proservaMessaging.emailWords,xe=proservaMessaging.reasonOf,w=proservaMessaging.dateTime,Se=proservaMessaging.fileSize,Ce=proservaMessaging.fullTime,we=proservaMessaging.relativeTime,Te=proservaMessaging.Uploads,T=me(r`<path d="M4 10v4h3l9 4.5v-13L7 10zM7 14l1.5 5H11l-1.2-3.6M19 9.5a4 4 0 0 1 0 5"/>`),Ee=me(r`<path d="M9 3.5h6l-.8 6.2 3.3 3.8h-11l3.3-3.8zM12 13.5v7"/>`);function E(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var D=class extends f{constructor(...e){super(...e),this.courseId=``,this.reader=``,this.banner=null,this.problem=``,this.busy=!1,this.gone=!1}static{this.styles=[f.styles,e`
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
    `]}connectedCallback(){super.connectedCallback(),le()}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&this.load()}async load(){let{courseId:e}=this;if(Object.assign(this,{banner:null,problem:``,gone:!1}),e)try{let{banner:t}=await this.client.get(`announcements/banner/`,{course_id:e});e===this.courseId&&(this.banner=t)}catch{this.banner=null}}async dismiss({id:e,version:t}){Object.assign(this,{busy:!0,problem:``});try{await this.client.post(`announcements/${e}/dismiss/`,{version:t}),ee(this.reader,e,t),await this.load(),this.gone=!this.banner,await this.updateComplete,(this.find(`a`)??this.find(`.gone`))?.focus()}catch(e){this.problem=l(e)}finally{this.busy=!1}}render(){let{banner:e}=this;if(!e)return this.gone?t`<p class="vh gone" tabindex="-1" role="status">${_(`The announcement was taken away.`)}</p>`:n;let{edited:r,pinned:i,preview:a,publish_at:o,title:s,url:c}=e,l=_(`Take this away`);return t`<section aria-label=${_(`Announcement`)}>
      ${i?Ee:T}
      <div class="what">
        <a href=${this.client.resolve(c)} target=${ce()} dir="auto">${s}</a>
        <div class="preview" dir="auto">${a}</div>
        <div class="meta">${_(`Announcement`)} · <time datetime=${o}>${w(o)}</time>${r?t` · ${_(`Edited`)}`:n}</div>
      </div>
      <button type="button" class="round" aria-label=${l} title=${l} ?disabled=${this.busy} @click=${()=>void this.dismiss(e)}>${fe}</button>
      ${this.problem?t`<p class="error" role="alert">${this.problem}</p>`:n}
    </section>`}};E([i({attribute:!1})],D.prototype,`courseId`,void 0),E([i({attribute:!1})],D.prototype,`reader`,void 0),E([a()],D.prototype,`banner`,void 0),E([a()],D.prototype,`problem`,void 0),E([a()],D.prototype,`busy`,void 0),E([a()],D.prototype,`gone`,void 0);function O(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function De(e,t){let n=new Intl.DateTimeFormat(`en-US`,{timeZone:t,hourCycle:`h23`,year:`numeric`,month:`numeric`,day:`numeric`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(e),r=e=>Number(n.find(t=>t.type===e)?.value);return Date.UTC(r(`year`),r(`month`)-1,r(`day`),r(`hour`),r(`minute`),r(`second`))}function Oe(e,t){let n=Date.parse(`${e}Z`);if(!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(e)||Number.isNaN(n))return null;let r=n;for(let e=0;e<2;e+=1)r+=n-De(r,t);return new Date(r)}function k(e,t){return new Date(De(e.getTime(),t)).toISOString().slice(0,16)}function A(e,t){return _(`%(time)s, %(zone)s`,{time:new Intl.DateTimeFormat(v(),{dateStyle:`full`,timeStyle:`short`,timeZone:t}).format(e),zone:j(e,t)})}function j(e,t){return new Intl.DateTimeFormat(v(),{timeZone:t,timeZoneName:`long`}).formatToParts(e).find(({type:e})=>e===`timeZoneName`)?.value??t}function ke(e,t){let n=36e5;return k(new Date(Math.ceil((e.getTime()+n)/n)*n),t)}function M(e){return e!==null&&e.state!==`draft`&&e.state!==`scheduled`}var Ae=6048e5;function N(){let e=O();return{title:``,body:``,pinned:!1,ring:!0,email:!1,recipient:null,attachments:[],attempt:null,when:`now`,local:ke(new Date,e),ends:!1,endLocal:ke(new Date(Date.now()+Ae),e),zone:e}}function je(e){let{title:t,body:n,pinned:r,ring:i,email:a,attachments:o,state:s,publish_at:c,expires_at:l}=e,u=N(),d=c?k(new Date(c),u.zone):u.local,ee=l?k(new Date(l),u.zone):u.endLocal,f=s===`draft`?`draft`:s===`scheduled`?`later`:`now`;return{...u,title:t,body:n,pinned:r,ring:i,email:a,attachments:o,when:f,local:d,ends:l!==null,endLocal:ee}}function Me({title:e,body:t,attachments:n}){return!e&&!t&&!n.length}function P({when:e,local:t,zone:n}){return e===`later`?Oe(t,n):null}function Ne({ends:e,endLocal:t,zone:n}){return e?Oe(t,n):null}function Pe(e,t,n){let{title:r,body:i,pinned:a,ring:o,email:s,when:c}=e,l=Ne(e)?.toISOString()??null,u=n?.expires_at&&l&&Fe(n.expires_at,l)?n.expires_at:l,d={title:r.trim(),body:i,attachments:t,pinned:a,expires_at:u};if(M(n))return d;let ee=c===`draft`?{publish_at:null}:c===`later`?{publish_at:P(e)?.toISOString()}:n?{published:!0}:{};return{...d,ring:o,email:o&&s,...ee}}function Fe(e,t){return Math.floor(Date.parse(e)/6e4)===Math.floor(Date.parse(t)/6e4)}var Ie=255;function Le(e,t){let n=t?_e(e)-t:0;return n>0?[y(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,n)]:[]}function Re(e,t){if(e.when!==`later`||M(t))return[];let n=P(e);return n?n.getTime()<=Date.now()?[_(`That time is over. Choose a later one, or publish it now.`)]:[]:[_(`Give a date and a time.`)]}function ze(e,t){if(!e.ends)return[];let n=Ne(e);if(!n)return[_(`Give a date and a time.`)];if(t?.expires_at&&Fe(t.expires_at,n.toISOString()))return[];let r=P(e)?.getTime()??Date.now();return n.getTime()<=Math.max(r,Date.now())?[_(`It has to end after it is published.`)]:[]}function Be(e,{config:t,uploads:n,before:r}){let i=e.title.trim(),a={title:i?Le(i,Ie):[_(`Give it a title.`)],body:e.body.trim()?Le(e.body,t?.message_max_length):[_(`Write something.`)],attachments:n.failed?[_(`A file could not be uploaded. Try it again or remove it.`)]:[],publish_at:Re(e,r),expires_at:ze(e,r)};return Object.fromEntries(Object.entries(a).filter(([,e])=>e.length))}var Ve=e`
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
  .files a {
    display: inline-flex; gap: 8px; align-items: center; min-block-size: 44px; padding: 6px 12px; border: 1px solid var(--line); border-radius: 8px;
    background: var(--soft); color: var(--text); text-decoration: none; font-size: var(--fs-s); max-inline-size: 100%;
  }
  .files a:hover { background: var(--tint); text-decoration: underline; }
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
`;function He(e){let{errors:r,hovering:i,intake:a,label:o,uploads:s,value:c}=e,l=()=>e.find(`#body`);return t`<div @dragover=${a.drag} @dragleave=${a.drag} @drop=${a.drop}>
    <label class="label" for="body">${o}</label>
    <div class="box ${r.length?`bad`:``} ${i?`over`:``}">
      <textarea id="body" dir=${c?`auto`:n} rows="8" aria-describedby="hint body-error" aria-invalid=${r.length>0}
        .value=${c} ?readonly=${e.readonly} @paste=${a.paste}
        @input=${t=>e.edit(t.target.value)}></textarea>
      ${ne(s,()=>l()?.focus())} ${Ue(e,l)}
    </div>
    ${re(e.config?.attachments,!1)} ${F(`body`,r)} ${s.error?t`<p class="error" role="alert">${s.error}</p>`:n}
  </div>`}function Ue({config:e,find:n,intake:r,readonly:i,value:a},o){let s=_(`Attach files`);return t`<div class="bar">
    <input type="file" multiple aria-label=${s} accept=${e?.attachments.extensions.join(`,`)??``} @change=${r.pick} />
    <button type="button" class="round" aria-label=${s} title=${s} ?disabled=${i}
      @click=${()=>n(`input[type=file]`)?.click()}>${de}</button>
    ${ie(e=>{let t=o();t&&!i&&ge(t,e)})}
    <span class="end">${te(_e(a),e?.message_max_length??0)}</span>
  </div>`}function F(e,r){return r?.length?t`<p class="error" id="${e}-error" role="alert">${r.join(` `)}</p>`:n}function We(e,n,{content:r,change:i}){return t`<label class="check"><input type="radio" name="when" .checked=${r.when===e} @change=${()=>i({when:e},`publish_at`,`expires_at`)} />
    <span>${n}</span></label>`}function Ge({content:e,courseZone:r,change:i}){let a=O();if(!r||r===a||e.when!==`later`&&!e.ends)return n;let o=new Date,s=(n,r)=>t`<option value=${n} ?selected=${n===e.zone}>${r}</option>`;return t`<div class="row"><label>${_(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value},`publish_at`,`expires_at`)}>
      ${s(a,_(`Mine: %(zone)s`,{zone:j(o,a)}))} ${s(r,_(`The course’s: %(zone)s`,{zone:j(o,r)}))}
    </select></label></div>`}function Ke(e,t,n){let r=O();return n===r?e:`${e} ${_(`For you, that is %(time)s.`,{time:A(t,r)})}`}function qe(e){let t=P(e);return t?Ke(_(`It will be published on %(time)s.`,{time:A(t,e.zone)}),t,e.zone):``}function Je(e){let t=Ne(e);return t?Ke(_(`Learners see it until %(time)s.`,{time:A(t,e.zone)}),t,e.zone):``}function Ye(e,n,r,i,a){return t`<div class="row">
      <label>${n}
        <input type="datetime-local" id=${e} .value=${r} aria-invalid=${!!i?.length} aria-describedby="${e}-error"
          @input=${e=>a(e.target.value)} /></label>
    </div>
    ${F(e,i)}`}function Xe(e){let{before:r,change:i,content:a,errors:o}=e;return t`<fieldset>
    <legend>${_(`When`)}</legend>
    <div>
      ${We(`now`,_(`Publish now`),e)} ${We(`later`,_(`Publish at a time`),e)}
      ${We(`draft`,_(r?.state===`scheduled`?`Back to drafts`:`Keep it as a draft`),e)}
    </div>
    ${a.when===`later`?t`${Ye(`publish_at`,_(`Date and time`),a.local,o.publish_at,e=>i({local:e},`publish_at`))}
          <p class="hint" role="status">${qe(a)}</p>`:n}
  </fieldset>`}function Ze(e){let{before:r,change:i,content:a,errors:o}=e;return t`${M(r)?n:Xe(e)}
    <fieldset>
      <label class="check"><input type="checkbox" .checked=${a.ends}
          @change=${e=>i({ends:e.target.checked},`expires_at`)} />
        <span>${_(`It ends at a time`)}</span></label>
      ${a.ends?t`${Ye(`expires_at`,_(`Until`),a.endLocal,o.expires_at,e=>i({endLocal:e},`expires_at`))}
            <p class="hint" role="status">${Je(a)}</p>`:n}
    </fieldset>
    ${Ge(e)}`}var I=e`
  :host { container-type: inline-size; }
  .top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin-block-end: 12px; }
  .top h2 { flex: 1 1 220px; min-inline-size: 0; font-size: calc(var(--fs) * 1.375); font-weight: 700; line-height: 1.3; color: inherit; }
  .top h2:focus { outline: none; }
  .label, legend { display: block; padding: 0; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
  fieldset { display: grid; gap: 10px; border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  .fields { display: grid; gap: 18px; min-inline-size: 0; }
  .fields > * { min-inline-size: 0; }
  .hint { font-size: var(--fs-s); color: var(--muted); }
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
`,Qe=[`title`,`body`,`attachments`,`publish_at`,`expires_at`],L=class extends f{constructor(...e){super(...e),this.courseId=``,this.courseZone=``,this.announcement=null,this.phase=`loading`,this.config=null,this.content=N(),this.errors={},this.problem=``,this.saving=!1,this.dragging=!1,this.theirs=null,this.uploads=new Te(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>Promise.resolve(this.courseId)}),()=>this.edit({attachments:this.uploads.attachments},`attachments`)),this.intake=se(e=>this.uploads.add(e),()=>!this.saving,e=>this.dragging=e),this.online=new S(this),this.draft=new oe(this,()=>Me(this.content)||!this.touched?null:this.content),this.touched=!1}static{this.styles=[f.styles,ae,I,p,Ve]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courseId`)||e.has(`announcement`)||e.has(`api`))&&this.load()}async load(){let{announcement:e,courseId:t}=this;if(Object.assign(this,{phase:`loading`,problem:``,theirs:null}),t)try{let n=await d(this.client);if(e!==this.announcement||t!==this.courseId)return;this.config=n;let r=e?`announcement:${e.id}:${e.version}`:`announcement:${t}`,i=this.draft.take(n.me.username,r);this.touched=i!==null,this.fill(i??(e?je(e):N())),this.phase=`ready`,this.focus()}catch(e){Object.assign(this,{phase:`failed`,problem:l(e)})}}fill(e){this.content=e,this.uploads.restore(e.attachments)}edit(e,...t){this.content={...this.content,...e},this.errors=Object.fromEntries(Object.entries(this.errors).filter(([e])=>!t.includes(e))),this.touched=!0,this.draft.touch()}async save(e){if(e.preventDefault(),!(this.saving||this.uploads.busy)){if(this.problem=``,this.errors=Be(this.content,{config:this.config,uploads:this.uploads,before:this.announcement}),Object.keys(this.errors).length)return this.toFirstError();this.saving=!0;try{let e=await this.deliver();this.startAnew(),this.dispatchEvent(new CustomEvent(`done`,{detail:e}))}catch(e){await this.refused(e)}finally{this.saving=!1}}}deliver(){let e=this.announcement,t=Pe(this.content,this.uploads.attachments.map(({id:e})=>e),e);if(e)return this.client.patch(`announcements/${e.id}/`,{version:(this.theirs??e).version,...t});let n=u(t,this.content.attempt);return this.content={...this.content,attempt:n},this.draft.flush(),this.client.post(`announcements/`,{course_id:this.courseId,...t},n.key)}startAnew(){this.touched=!1,Object.assign(this,{content:N(),errors:{},theirs:null}),this.uploads.clear(),this.draft.flush()}async refused(e){this.errors=e instanceof c?{...e.fields}:{};let t=Object.entries(this.errors).flatMap(([e,t])=>Qe.includes(e)?[]:t),n=Qe.some(e=>this.errors[e]);this.problem=[n?``:l(e),...t].join(` `).trim(),e instanceof c&&e.code===`idempotency_key_reused`&&(this.content={...this.content,attempt:null}),e instanceof c&&e.code===`changed_meanwhile`&&await this.look(),await this.toFirstError()}async look(){try{this.theirs=await this.client.get(`announcements/${this.announcement?.id??0}/`),this.problem=``}catch(e){this.problem=l(e)}}takeTheirs(){let e=this.theirs;e&&(this.touched=!1,this.draft.flush(),this.announcement=e)}async toFirstError(){await this.updateComplete;let e=Qe.find(e=>this.errors[e]);e?this.find(e===`attachments`?`#body`:`#${e}`)?.focus():this.theirs&&this.find(`.theirs h3`)?.focus()}leave(){this.draft.flush(),this.dispatchEvent(new CustomEvent(`leave`))}head(){let e=_(`Back`);return t`<div class="top">
      <button type="button" class="round flip" aria-label=${e} title=${e} @click=${this.leave}>${ue}</button>
      <h2 tabindex="-1">${this.announcement?_(`Change an announcement`):_(`New announcement`)}</h2>
    </div>`}titleField(){let e=this.errors.title??[];return t`<div>
      <label class="label" for="title">${_(`Title`)}</label>
      <input type="text" id="title" dir=${this.content.title?`auto`:n} autocomplete="off" aria-invalid=${e.length>0} aria-describedby="title-error"
        .value=${this.content.title} ?readonly=${this.saving}
        @input=${e=>this.edit({title:e.target.value},`title`)} />
      ${F(`title`,e)}
    </div>`}text(){return t`<div>
      ${He({value:this.content.body,label:_(`Announcement`),config:this.config,uploads:this.uploads,intake:this.intake,hovering:this.dragging,errors:this.errors.body??[],readonly:this.saving,edit:e=>this.edit({body:e},`body`),find:e=>this.find(e)})}
      ${F(`attachments`,this.errors.attachments)}
    </div>`}check(e,n,...r){return t`<label class="check ${r.join(` `)}"><input type="checkbox" .checked=${this.content[e]}
        @change=${t=>this.edit({[e]:t.target.checked})} />
      <span>${n}</span></label>`}telling(){return M(this.announcement)?t`<p class="hint">${_(`Nobody’s bell rings again. Learners see that it was edited.`)}</p>`:t`<fieldset>
      <legend>${_(`Who is told`)}</legend>
      <div>
        ${this.check(`ring`,_(`Ring the bell of everybody in the course`))}
        ${this.content.ring?this.check(`email`,_(`Send them an email as well`),`under`):n}
      </div>
    </fieldset>`}meanwhile(){let{theirs:e}=this;return e?t`<div class="notice warn" role="alert">
      <p>${_(`Somebody else has changed this meanwhile. Save again to replace their version with yours, or take theirs.`)}</p>
      <button type="button" class="quiet" @click=${this.takeTheirs}>${_(`Take theirs`)}</button>
      <div class="theirs"><h3 tabindex="-1" dir="auto">${e.title}</h3><div class="body" dir="auto">${s(e.body_html)}</div></div>
    </div>`:n}notice(){let e=this.online.now?this.problem:_(`You are offline. Your draft is kept.`);return e?t`<p class="notice ${this.problem?`bad`:``}" role=${this.problem?`alert`:`status`}>${e}</p>`:n}saveLabel(){return this.saving?_(`Saving…`):this.uploads.busy?_(`Uploading…`):M(this.announcement)?_(`Save`):{now:_(`Publish`),later:_(`Schedule`),draft:_(`Save as a draft`)}[this.content.when]}render(){if(this.phase===`loading`)return t`${this.head()}${g(6)}`;if(this.phase===`failed`)return t`${this.head()}${h(this.problem,()=>void this.load())}`;let{announcement:e,content:n,courseZone:r,errors:i}=this;return t`${this.head()}
      <form class="fields" novalidate @submit=${this.save}>
        ${this.titleField()} ${this.text()} ${this.check(`pinned`,_(`Pin it to the top`))}
        ${Ze({content:n,before:e,courseZone:r,errors:i,change:(e,...t)=>this.edit(e,...t)})} ${this.telling()}
        ${this.meanwhile()} ${this.notice()}
        <div class="actions">
          <button type="submit" class="primary" ?disabled=${this.saving||this.uploads.busy}>${this.saveLabel()}</button>
          <button type="button" class="outline" ?disabled=${this.saving} @click=${this.leave}>${_(`Back`)}</button>
        </div>
      </form>`}};E([i({attribute:!1})],L.prototype,`courseId`,void 0),E([i({attribute:!1})],L.prototype,`courseZone`,void 0),E([i({attribute:!1})],L.prototype,`announcement`,void 0),E([a()],L.prototype,`phase`,void 0),E([a()],L.prototype,`config`,void 0),E([a()],L.prototype,`content`,void 0),E([a()],L.prototype,`errors`,void 0),E([a()],L.prototype,`problem`,void 0),E([a()],L.prototype,`saving`,void 0),E([a()],L.prototype,`dragging`,void 0),E([a()],L.prototype,`theirs`,void 0);function $e(e){switch(e){case`draft`:return _(`Draft`);case`scheduled`:return _(`Scheduled`);case`published`:return _(`Published`);case`expired`:return _(`Ended`);case`unpublished`:return _(`Taken down`)}}function et({state:e,created:t,publish_at:n,expires_at:r,can_edit:i}){return e===`draft`||!n?[_(`Written on %(time)s`,{time:w(t)})]:e===`scheduled`?[_(`Will be published on %(time)s`,{time:w(n)}),...r?[tt(r)]:[]]:e===`expired`&&r?[w(n),_(`Ended on %(time)s`,{time:w(r)})]:[w(n),...i&&r?[tt(r)]:[]]}function tt(e){return _(`Until %(time)s`,{time:w(e)})}function nt(e,r=``,i=n){return t`<span class="state-chip ${r}">${i}${e}</span>`}function rt({can_edit:e,pinned:r,state:i},a){return t`<div class="chips">
    ${a?nt(_(`New`),`new`):n} ${r?nt(_(`Pinned`),``,Ee):n}
    ${e?nt($e(i),i===`published`?`good`:``):n}
  </div>`}function it(e,r){let{author:i,edited:a,publish_at:o}=e,s=et(e).map(e=>t`<bdi>${e}</bdi>`),c=a?[t`<time datetime=${a} title=${Ce(a)}>${_(`Edited on %(time)s`,{time:w(a)})}</time>`]:[];return t`<div class="who">
    ${ve(i,r)}
    <div>
      <div><strong dir="auto">${C(i)}</strong></div>
      <div title=${o?Ce(o):n}>${[...s,...c].map((e,r)=>t`${r?` · `:n}${e}`)}</div>
    </div>
  </div>`}function at({name:e,size:n,url:r},i){return t`<li>
    <a href=${i(r)} download=${e}>
      ${pe}<span class="vh">${_(`Download`)}</span><span dir="auto">${e}</span><span class="dim">${Se(n)}</span>
    </a>
  </li>`}function ot({state:e},{busy:r,change:i}){let a=(e,n)=>t`<button type="button" class="quiet" ?disabled=${r} @click=${()=>i({published:n})}>${e}</button>`;switch(e){case`draft`:return a(_(`Publish now`),!0);case`scheduled`:return t`${a(_(`Publish now`),!0)}${a(_(`Back to drafts`),!1)}`;case`published`:return a(_(`Take down`),!1);case`unpublished`:return a(_(`Publish again`),!0);case`expired`:return n}}function st(e,n){let{title:r,pinned:i}=e,{busy:a,change:o}=n,s=_(i?`Unpin`:`Pin to the top`);return t`<div class="tools" role="group" aria-label=${_(`What you can do with “%(title)s”`,{title:r})}>
    <button type="button" class="quiet" data-edit=${e.id} ?disabled=${a} @click=${n.edit}>${_(`Edit`)}</button>
    <button type="button" class="quiet" ?disabled=${a} @click=${()=>o({pinned:!i})}>${s}</button>
    ${ot(e,n)}
    <button type="button" class="quiet away" data-delete=${e.id} ?disabled=${a} @click=${()=>n.ask(!0)}>${_(`Delete`)}</button>
  </div>`}function ct(e,{ask:n,busy:r,remove:i}){let a=M(e)?_(`Delete this for everybody? What still rings grows quiet, and emails that have not gone are not sent.`):_(`Delete this? It cannot be brought back.`);return t`<div class="notice sure" role="alertdialog" aria-labelledby="sure-${e.id}">
    <p id="sure-${e.id}">${a}</p>
    <button type="button" class="away" data-sure ?disabled=${r} @click=${i}>${_(`Delete for good`)}</button>
    <button type="button" class="quiet" ?disabled=${r} @click=${()=>n(!1)}>${_(`Keep it`)}</button>
  </div>`}function lt(e,r){let{attachments:i,body_html:a,can_edit:o,id:c,pinned:l,state:u,title:d}=e,{asking:ee,problem:f,resolve:p}=r;return t`<article class=${`card ${l?`pinned`:``} ${u===`published`?``:`off`}`} data-id=${c} aria-labelledby="title-${c}">
    <div class="line"><h2 id="title-${c}" tabindex="-1" dir="auto">${d}</h2>${rt(e,r.isNew)}</div>
    ${it(e,p)}
    <div class="body" dir="auto">${s(a)}</div>
    ${i.length?t`<ul class="files" aria-label=${_(`Files`)}>${i.map(e=>at(e,p))}</ul>`:n}
    ${f?t`<p class="notice bad" role="alert">${f}</p>`:n}
    ${o?ee?ct(e,r):st(e,r):n}
  </article>`}var ut=800,dt=class{constructor(e,t){this.host=e,this.seen=t,this.observer=null,this.watched=new WeakSet,this.inside=new Set,this.timer=0,this.soon=()=>{clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.look(),ut)},e.addController(this)}hostConnected(){this.observer=new IntersectionObserver(e=>{e.forEach(({isIntersecting:e,target:t})=>e?this.inside.add(t):this.inside.delete(t)),this.soon()}),document.addEventListener(`visibilitychange`,this.soon)}hostDisconnected(){clearTimeout(this.timer),this.observer?.disconnect(),this.inside.clear(),document.removeEventListener(`visibilitychange`,this.soon)}hostUpdated(){this.host.renderRoot.querySelectorAll(`[data-id]`).forEach(e=>{this.watched.has(e)||(this.watched.add(e),this.observer?.observe(e))})}look(){let e=[...this.inside].filter(e=>e.isConnected);document.visibilityState===`visible`&&e.length&&this.seen(e.map(e=>Number(e.getAttribute(`data-id`))))}},ft=[`published`,`scheduled`,`draft`,`expired`,`unpublished`];function pt(){return Number(/^#announcement-(\d{1,15})$/.exec(location.hash)?.[1]??0)}var R=class extends f{static{this.styles=[f.styles,I,p,Ve]}constructor(){super(),this.courseId=``,this.landing=null,this.rows=null,this.cursor=null,this.canPost=!1,this.filter=``,this.error=null,this.problem=``,this.word=``,this.busy=0,this.loadingMore=!1,this.asking=0,this.refusal=null,this.fresh=new Set,this.asked=0,this.told=new Set,this.online=new S(this),new dt(this,e=>void this.look(e))}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.load(),t=()=>void this.land();window.addEventListener(`online`,e),window.addEventListener(`hashchange`,t),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>window.removeEventListener(`hashchange`,t))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&this.load()}fetch(e){return this.client.get(`announcements/`,{course_id:this.courseId,state:this.filter,cursor:e})}async load(){this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,refusal:null,asking:0}),this.courseId)try{let t=await this.fetch(null);if(e!==this.asked)return;Object.assign(this,{rows:[],canPost:t.can_post}),this.add(t),this.dispatchEvent(new CustomEvent(`zone`,{detail:t.time_zone})),await this.land()}catch(t){e===this.asked&&Object.assign(this,{error:t,rows:null})}}add({results:e,next_cursor:t}){let n=new Set(this.rows?.map(({id:e})=>e));this.rows=[...this.rows??[],...e.filter(({id:e})=>!n.has(e))],this.fresh=new Set([...this.fresh,...e.filter(({unread:e})=>e).map(({id:e})=>e)]),this.cursor=t}async land(){let{landing:e}=this,t=e?.id??pt();this.landing=null,t&&this.rows&&(this.rows.some(e=>e.id===t)||await this.bring(t),await this.updateComplete,this.card(t)?.scrollIntoView?.({block:`start`}),this.find(`#title-${t}`)?.focus({preventScroll:!0}))}async bring(e){try{let t=await this.client.get(`announcements/${e}/`);if(t.course.id!==this.courseId)return;this.rows=[t,...this.rows??[]],t.unread&&(this.fresh=new Set([...this.fresh,e]))}catch(e){let t=e instanceof c&&e.status===404;this.word=t?_(`This announcement is not shown any more.`):l(e)}}card(e){return this.find(`[data-id="${e}"]`)}async look(e){let t=this.rows?.filter(({id:t,unread:n})=>n&&e.includes(t)&&!this.told.has(t))??[];t.forEach(({id:e})=>this.told.add(e));for(let{id:e}of t)try{await this.client.post(`announcements/${e}/seen/`,{}),this.rows=this.rows?.map(t=>t.id===e?{...t,unread:!1}:t)??null}catch{this.told.delete(e)}t.length&&this.emit(`proserva-read`,{thread:0})}async more(){let{asked:e}=this,t=this.rows?.length??0;Object.assign(this,{loadingMore:!0,problem:``});try{let n=await this.fetch(this.cursor);if(e!==this.asked)return;this.add(n),await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`h2[id^=title]`)[t]?.focus()}catch(e){this.problem=l(e)}finally{this.loadingMore=!1}}choose(e){this.filter=e.target.value,this.word=``,this.load()}async attempt(e,t){Object.assign(this,{busy:e,refusal:null,word:``});try{await t()}catch(t){this.refusal={id:e,words:l(t)},t instanceof c&&t.code===`changed_meanwhile`&&await this.renew(e)}finally{this.busy=0}}async renew(e){let t=await this.client.get(`announcements/${e}/`).catch(()=>null);t&&this.replace(t)}replace(e){this.rows=this.rows?.map(t=>t.id===e.id?e:t)??null}change({id:e,version:t},n){return this.attempt(e,async()=>{this.replace(await this.client.patch(`announcements/${e}/`,{version:t,...n})),this.word=_(`Saved.`),await this.updateComplete,this.find(`#title-${e}`)?.focus({preventScroll:!0})})}async ask(e,t){this.asking=t?e:0,await this.updateComplete,this.find(t?`[data-sure]`:`[data-delete="${e}"]`)?.focus()}discard({id:e}){return this.attempt(e,async()=>{await this.client.remove(`announcements/${e}/`),this.rows=this.rows?.filter(t=>t.id!==e)??null,Object.assign(this,{asking:0,word:_(`It is deleted.`)}),await this.updateComplete,this.find(`.word`)?.focus()})}write(e){this.dispatchEvent(new CustomEvent(`write`,{detail:e}))}head(){return this.canPost?t`<div class="head">
      <button type="button" class="primary" @click=${()=>this.write(null)}>${T}${_(`New announcement`)}</button>
      <label>${_(`Show`)}
        <select @change=${this.choose}>
          <option value="">${_(`All`)}</option>
          ${ft.map(e=>t`<option value=${e} ?selected=${e===this.filter}>${$e(e)}</option>`)}
        </select></label>
    </div>`:n}row(e){let{id:n}=e;return t`<li>${lt(e,{resolve:e=>this.client.resolve(e),isNew:this.fresh.has(n)&&e.state===`published`,asking:this.asking===n,busy:this.busy===n,problem:this.refusal?.id===n?this.refusal.words:``,edit:()=>this.write(e),change:t=>void this.change(e,t),ask:e=>void this.ask(n,e),remove:()=>void this.discard(e)})}</li>`}content(){let{error:e,rows:r}=this;if(e instanceof c&&e.status===404)return m(T,_(`This is for people in the course.`));if(e)return h(l(e),()=>void this.load());if(!r)return g(6);if(!r.length&&this.filter)return m(T,_(`There are none of these`));if(!r.length){let e=this.canPost?_(`What you post here stays on the course page, for everybody in the course.`):_(`What the course team posts stands here.`);return m(T,_(`No announcements yet`),e)}return t`<ul class="list">${o(r,({id:e})=>e,e=>this.row(e))}</ul>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.loadingMore} @click=${this.more}>${this.loadingMore?_(`Loading…`):_(`Load more`)}</button>`:n}`}render(){return t`${this.head()} ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
      <p class="word ${this.word?`notice`:``}" role="status" tabindex="-1">${this.word}</p>
      ${this.content()}`}};E([i({attribute:!1})],R.prototype,`courseId`,void 0),E([i({attribute:!1})],R.prototype,`landing`,void 0),E([a()],R.prototype,`rows`,void 0),E([a()],R.prototype,`cursor`,void 0),E([a()],R.prototype,`canPost`,void 0),E([a()],R.prototype,`filter`,void 0),E([a()],R.prototype,`error`,void 0),E([a()],R.prototype,`problem`,void 0),E([a()],R.prototype,`word`,void 0),E([a()],R.prototype,`busy`,void 0),E([a()],R.prototype,`loadingMore`,void 0),E([a()],R.prototype,`asking`,void 0),E([a()],R.prototype,`refusal`,void 0),E([a()],R.prototype,`fresh`,void 0);var z=class extends f{constructor(...e){super(...e),this.courseId=``,this.banner=!1,this.reader=``,this.writing=void 0,this.zone=``,this.landing=null}async back(e){Object.assign(this,{writing:void 0,landing:e}),await this.updateComplete,e||this.find(`proserva-announcement-list`)?.focus()}list(){return t`<proserva-announcement-list .api=${this.api} .courseId=${this.courseId} .landing=${this.landing}
      @zone=${({detail:e})=>this.zone=e}
      @write=${({detail:e})=>this.writing=e}></proserva-announcement-list>`}form(e){return t`<proserva-announcement-form .api=${this.api} .courseId=${this.courseId} .courseZone=${this.zone} .announcement=${e}
      @done=${({detail:e})=>void this.back(e)} @leave=${()=>void this.back(null)}></proserva-announcement-form>`}render(){return this.banner?t`<proserva-announcement-banner .api=${this.api} .courseId=${this.courseId} .reader=${this.reader}></proserva-announcement-banner>`:this.writing===void 0?this.list():this.form(this.writing)}};E([i({attribute:!1})],z.prototype,`courseId`,void 0),E([i({attribute:!1})],z.prototype,`banner`,void 0),E([i({attribute:!1})],z.prototype,`reader`,void 0),E([a()],z.prototype,`writing`,void 0),E([a()],z.prototype,`zone`,void 0),E([a()],z.prototype,`landing`,void 0);var B=class extends f{constructor(...e){super(...e),this.courseId=``,this.place=``,this.current=``,this.latest=null,this.error=``}focus(){this.updateComplete.then(()=>this.renderRoot.firstElementChild?.focus())}willUpdate(e){e.has(`place`)&&(this.current=this.place),(e.has(`place`)||e.has(`current`))&&this.editing&&this.latest?.id!==this.shown&&this.load()}get shown(){return Number.parseInt(this.current,10)||0}get editing(){return/^\d+\/edit$/.test(this.current)}async load(){this.error=``;try{this.latest=await this.client.get(`broadcasts/${this.shown}/`)}catch(e){this.error=l(e)}}go(e,t=null){this.latest=t,this.dispatchEvent(new CustomEvent(`go`,{detail:e,cancelable:!0}))&&(this.current=e),this.focus()}form(){let{editing:e,latest:n}=this;return e&&this.error?h(this.error,()=>void this.load()):e&&n?.id!==this.shown?g(6):t`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${e?n:null}
      @done=${({detail:e})=>this.go(String(e.id),e)}
      @leave=${()=>this.go(e?String(this.shown):``)}></proserva-broadcast-form>`}render(){return this.current===`new`||this.editing?this.form():this.shown?t`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({detail:e})=>this.go(`${e.id}/edit`,e)} @leave=${()=>this.go(``)}></proserva-broadcast-status>`:t`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({detail:e})=>this.go(String(e))} @write=${()=>this.go(`new`)}></proserva-broadcast-list>`}};E([i({attribute:!1})],B.prototype,`courseId`,void 0),E([i({attribute:!1})],B.prototype,`place`,void 0),E([a()],B.prototype,`current`,void 0),E([a()],B.prototype,`latest`,void 0),E([a()],B.prototype,`error`,void 0);var mt=14,ht=50;function gt(e){switch(e){case`all`:return _(`All learners`);case`modes`:return _(`Learners by enrolment mode…`);case`cohorts`:return _(`Learners of cohorts…`);case`people`:return _(`People that I pick…`);case`not_started`:return _(`Learners who have not started`);case`inactive`:return _(`Learners who have not been active lately…`);case`not_submitted`:return _(`Learners who have not handed in an assignment…`);case`scored_below`:return _(`Learners who scored below a mark…`)}}var V=class extends f{constructor(...e){super(...e),this.courseId=``,this.segments=null,this.value={who:`all`},this.errors=[]}static{this.styles=[f.styles,I]}focus(){this.find(`select`)?.focus()}offered(e){let t=[`all`];e.modes.length>1&&t.push(`modes`),e.cohorts.length&&t.push(`cohorts`);let n=e.segments.filter(t=>e.assignments.length||t!==`not_submitted`&&t!==`scored_below`);return[...t,...n,`people`]}change(e){this.value={...this.value,...e},this.dispatchEvent(new CustomEvent(`change`,{detail:this.value}))}choose(e){let t=this.segments?.assignments[0]?.usage_key;this.change({who:e,days:this.value.days??mt,score:this.value.score??ht,usage_key:this.value.usage_key??t})}parts(e,n,r,i){let a=e=>i(r.includes(e)?r.filter(t=>t!==e):[...r,e]);return t`<fieldset>
      <legend>${e}</legend>
      <div class="choices">
        ${n.map(({id:e,name:n,size:i})=>t`<label class="check"><input type="checkbox" .checked=${r.includes(e)} @change=${()=>a(e)} />
            <span><bdi>${n}</bdi> <span class="size">${y(`%(count)s person`,`%(count)s people`,i)}</span></span></label>`)}
      </div>
    </fieldset>`}number(e,n,r){let i=this.value[n];return t`<label>${e}
      <input type="number" min="1" max=${r} step="1" .value=${i===void 0?``:String(i)}
        @input=${e=>this.change({[n]:_t(e.target)})} /></label>`}assignment(e){return t`<label>${_(`Assignment`)}
      <select @change=${e=>this.change({usage_key:e.target.value})}>
        ${e.assignments.map(({usage_key:e,label:n})=>t`<option value=${e} ?selected=${e===this.value.usage_key}>${n}</option>`)}
      </select></label>`}details(e){let{who:r,modes:i,cohorts:a,usernames:o}=this.value;switch(r){case`modes`:return this.parts(_(`Enrolment modes`),e.modes,i??[],e=>this.change({modes:e}));case`cohorts`:return this.parts(_(`Cohorts`),e.cohorts,a??[],e=>this.change({cohorts:e}));case`people`:return t`<proserva-chosen-people .api=${this.api} .courseId=${this.courseId} .usernames=${o??[]}
          @change=${({detail:e})=>this.change({usernames:e})}></proserva-chosen-people>`;case`inactive`:return t`<div class="row">${this.number(_(`Not active for this many days`),`days`,3650)}</div>`;case`not_submitted`:return t`<div class="row">${this.assignment(e)}</div>`;case`scored_below`:return t`<div class="row">${this.assignment(e)} ${this.number(_(`Scored below, in percent`),`score`,100)}</div>`;default:return n}}team({team:e}){return!e||this.value.who===`people`?n:t`<label class="check"><input type="checkbox" .checked=${!!this.value.include_team}
        @change=${e=>this.change({include_team:e.target.checked})} />
      <span>${_(`The course team, too`)} <span class="size">${y(`%(count)s person`,`%(count)s people`,e)}</span></span></label>`}render(){let{segments:e}=this;return e?t`<fieldset>
      <div>
        <label class="label" for="who">${_(`To`)}</label>
        <select id="who" aria-invalid=${this.errors.length>0} aria-describedby="audience-error"
          @change=${e=>this.choose(e.target.value)}>
          ${this.offered(e).map(e=>t`<option value=${e} ?selected=${e===this.value.who}>${gt(e)}</option>`)}
        </select>
      </div>
      ${this.details(e)} ${this.team(e)} ${F(`audience`,this.errors)}
    </fieldset>`:n}};E([i({attribute:!1})],V.prototype,`courseId`,void 0),E([i({attribute:!1})],V.prototype,`segments`,void 0),E([i({attribute:!1})],V.prototype,`value`,void 0),E([i({attribute:!1})],V.prototype,`errors`,void 0);function _t(e){return e.value.trim()===``?void 0:Number(e.value)}var H=class extends f{constructor(...e){super(...e),this.segments=null,this.count=0,this.subject=``,this.when=``}static{this.styles=[f.styles,I]}firstUpdated(){this.find(`dialog`)?.showModal(),this.find(`h3`)?.focus()}answer(e){this.find(`dialog`)?.close(),e&&this.dispatchEvent(new CustomEvent(`confirm`))}sayings(){let e=this.segments?.undo_seconds??0,r=this.segments?.announcements_url??``,i=e<=0?_(`It cannot be taken back.`):y(`You can take it back for %(count)s second, and not after that.`,`You can take it back for %(count)s seconds, and not after that.`,e);return t`<p>${_(`Subject:`)} <strong dir="auto">${this.subject}</strong></p>
      <p>${this.when||i}</p>
      <p>${_(`It goes once, to those who are in the audience when it is sent. Whoever joins the course later will not see it.`)}</p>
      ${r?t`<p>${_(`Should it stay on the course page?`)} <a href=${this.client.resolve(r)}>${_(`Post an announcement instead`)}</a></p>`:n}`}render(){let{count:e,segments:r}=this,i=r?.course.name??``,a=this.when?y(`Schedule for %(count)s person`,`Schedule for %(count)s people`,e):y(`Send to %(count)s person`,`Send to %(count)s people`,e);return t`<dialog aria-labelledby="title" @close=${()=>this.dispatchEvent(new CustomEvent(`close`))}>
      <h3 id="title" tabindex="-1" dir="auto">${y(`Message %(count)s person in %(course)s?`,`Message %(count)s people in %(course)s?`,e,{course:i})}</h3>
      <div class="said">
        ${r?.ended?t`<p class="notice warn">${_(`This course ended on %(time)s. Those who were in it will still get this.`,{time:w(r.ended)})}</p>`:n}
        ${this.sayings()}
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${()=>this.answer(!0)}>${a}</button>
        <button type="button" class="outline" @click=${()=>this.answer(!1)}>${_(`Back to writing`)}</button>
      </div>
    </dialog>`}};E([i({attribute:!1})],H.prototype,`segments`,void 0),E([i({attribute:!1})],H.prototype,`count`,void 0),E([i({attribute:!1})],H.prototype,`subject`,void 0),E([i({attribute:!1})],H.prototype,`when`,void 0);function vt(e){let{state:t,progress:n}=e;return t===`sending`||t===`scheduled`&&!yt(e)||t===`sent`&&n.emails.pending>0}function yt({state:e,undo_seconds:t,send_at:n}){return e===`scheduled`&&t<=0&&Date.parse(n)>Date.now()}function U(e){let{who:t,include_team:n}=e,r=n?{include_team:n}:{};switch(t){case`modes`:return e.modes?.length?{who:t,modes:e.modes,...r}:null;case`cohorts`:return e.cohorts?.length?{who:t,cohorts:e.cohorts,...r}:null;case`people`:return e.usernames?.length?{who:t,usernames:e.usernames}:null;case`inactive`:return bt(e.days,1,3650)?{who:t,days:e.days,...r}:null;case`not_submitted`:return e.usage_key?{who:t,usage_key:e.usage_key,...r}:null;case`scored_below`:return e.usage_key&&bt(e.score,1,100)?{who:t,usage_key:e.usage_key,score:e.score,...r}:null;default:return{who:t,...r}}}function bt(e,t,n){return e!==void 0&&Number.isInteger(e)&&e>=t&&e<=n}function xt(e,t){return t>0?Math.floor(Math.min(e,t)/t*100):100}function St(){let e=O();return{subject:``,body:``,audience:{who:`all`},notify:!0,recipient:null,attachments:[],attempt:null,later:!1,local:ke(new Date,e),zone:e}}function Ct(e){let{subject:t,body:n,audience:r,attachments:i,notify_email:a,send_at:o}=e,s=O();return{...St(),subject:t,body:n,audience:r,attachments:i,notify:a,later:!0,local:k(new Date(o),s),zone:s}}function wt({subject:e,body:t,attachments:n}){return!e&&!t&&!n.length}function Tt({later:e,local:t,zone:n}){return e?Oe(t,n):null}function Et(e,t){let{subject:n,body:r,audience:i,notify:a}=e,o=Tt(e)?.toISOString();return{subject:n.trim(),body:r,attachments:t,audience:U(i),notify_email:a,...o&&{send_at:o}}}function Dt(e,t){let n=t?_e(e)-t:0;return n>0?[y(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,n)]:[]}function Ot({who:e}){switch(e){case`modes`:case`cohorts`:return _(`Choose at least one.`);case`people`:return _(`Pick somebody.`);case`inactive`:return _(`Give a number of days, from 1 on.`);default:return _(`Choose an assignment, and a mark from 1 to 100.`)}}function kt(e){if(!e.later)return[];let t=Tt(e);return t?t.getTime()<=Date.now()?[_(`That time is over. Choose a later one, or send it now.`)]:[]:[_(`Give a date and a time.`)]}function At(e,{config:t,segments:n,uploads:r}){let{subject:i,body:a,audience:o}=e,s={audience:U(o)?[]:[Ot(o)],subject:i.trim()?Dt(i.trim(),n?.subject_max_length):[_(`Give it a subject.`)],body:a.trim()?Dt(a,t?.message_max_length):[_(`Write something.`)],attachments:r.failed?[_(`A file could not be uploaded. Try it again or remove it.`)]:[],send_at:kt(e)};return Object.fromEntries(Object.entries(s).filter(([,e])=>e.length))}function jt(e,n){let r=_(`Back`);return t`<div class="top">
    <button type="button" class="round flip" aria-label=${r} title=${r} @click=${n}>${ue}</button>
    <h2 tabindex="-1">${_(e?`Change a scheduled broadcast`:`Message all students`)}</h2>
  </div>`}function Mt(e,r,i){let a=e?r:_(`You are offline. Your draft is kept.`);return a?t`<p class="notice ${r?`bad`:``}" role=${r?`alert`:`status`}>${a}</p>`:i?t`<p class="notice" role="status">${i}</p>`:n}function Nt({announcements_url:e,course:r,ended:i},a){return t`<div class="notice">
      <p>
        ${_(`A broadcast goes once, to those who are in the course when it is sent. Answers come to you alone.`)}
        ${e?t`${_(`What should stay on the course page is an announcement:`)} <a href=${a(e)}>${_(`Post an announcement instead`)}</a>`:n}
      </p>
    </div>
    ${i?t`<p class="notice warn">${_(`%(course)s ended on %(time)s. Those who were in it will still get this.`,{course:r.name,time:w(i)})}</p>`:n}`}function Pt({latest:e,problem:n,stale:r},i,a){if(n)return t`<p class="notice bad" role="alert">${n} <button type="button" class="quiet" @click=${a}>${_(`Try again`)}</button></p>`;let o=r||!e?_(`Counting…`):y(`%(count)s person will get it`,`%(count)s people will get it`,e?.count??0);return t`<p class="reach" role="status">${i?t`<strong>${o}</strong>`:_(`Choose who gets it.`)}</p>`}var Ft=e`
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
`;function It(e,n,{content:r,change:i}){return t`<label class="check"><input type="radio" name="when" .checked=${r.later===e} @change=${()=>i({later:e})} /><span>${n}</span></label>`}function Lt({content:e,courseZone:r,change:i}){let a=O();if(!r||r===a)return n;let o=new Date,s=(n,r)=>t`<option value=${n} ?selected=${n===e.zone}>${r}</option>`;return t`<label>${_(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value})}>
      ${s(a,_(`Mine: %(zone)s`,{zone:j(o,a)}))} ${s(r,_(`The course’s: %(zone)s`,{zone:j(o,r)}))}
    </select></label>`}function Rt(e){let t=Tt(e);if(!t)return``;let n=_(`It will be sent on %(time)s.`,{time:A(t,e.zone)}),r=O();return e.zone===r?n:`${n} ${_(`For you, that is %(time)s.`,{time:A(t,r)})}`}function zt(e){let{content:r,change:i,errors:a,laterOnly:o}=e;return t`<fieldset>
    <legend>${_(`When`)}</legend>
    ${o?n:t`<div class="row">${It(!1,_(`Now`),e)} ${It(!0,_(`Later`),e)}</div>`}
    ${r.later?t`<div class="row">
            <label>${_(`Date and time`)}
              <input type="datetime-local" id="send_at" .value=${r.local} aria-invalid=${!!a?.length} aria-describedby="send_at-error"
                @input=${e=>i({local:e.target.value})} /></label>
            ${Lt(e)}
          </div>
          <p class="hint" role="status">${Rt(r)}</p>`:n}
    ${F(`send_at`,a)}
  </fieldset>`}function Bt(e,t){let n=t.selectionStart??t.value.length;t.focus(),t.setRangeText(`{${e}}`,n,t.selectionEnd??n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))}function Vt(e,r){return e.length?t`<div role="group" aria-label=${_(`Insert what differs from reader to reader`)}>
    <p class="hint">${_(`Insert what differs from reader to reader, such as:`)}</p>
    <div class="row">
      ${e.map(({name:e,label:i,example:a})=>t`<button type="button" class="outline field" title="{${e}}" @click=${()=>r(e)}>
          ${i}${a?t` <span class="dim" dir="auto">${a}</span>`:n}</button>`)}
    </div>
  </div>`:n}function Ht(e,r){if(!e?.empty_fields.length)return n;let i=e=>r.find(t=>t.name===e)?.label??e;return t`<div class="notice warn" role="status"><ul>
    ${e.empty_fields.map(({field:e,people:n})=>t`<li>${y(`%(count)s person has no “%(field)s”: there will be nothing in its place.`,`%(count)s people have no “%(field)s”: there will be nothing in its place.`,n,{field:i(e)})}</li>`)}
  </ul></div>`}var Ut=600,Wt=class{constructor(e){this.host=e,this.latest=null,this.errors={},this.problem=``,this.stale=!1,this.timer=0,this.asked=0,this.content=``,this.pending=null,this.running=Promise.resolve(),e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}ask(e,t,n=Ut){let r=JSON.stringify(t);if(r===this.content)return;this.content=r,this.asked+=1,clearTimeout(this.timer),this.stale=!0;let{asked:i}=this;this.pending=()=>this.fetch(e,t,i),this.timer=window.setTimeout(()=>this.go(),n),this.host.requestUpdate()}settle(){return clearTimeout(this.timer),this.go(),this.running}go(){this.pending&&(this.running=this.pending()),this.pending=null}async fetch(e,t,n){try{let r=await e.post(`broadcasts/preview/`,t);n===this.asked&&Object.assign(this,{latest:r,errors:{},problem:``})}catch(r){n===this.asked&&await this.failed(e,t,r)}n===this.asked&&(this.stale=!1,this.host.requestUpdate())}async failed(e,t,n){let{asked:r}=this;if(this.errors=n instanceof c?n.fields:{},this.problem=Object.keys(this.errors).length?``:l(n),this.problem&&(this.content=``),this.problem||this.errors.audience)return;let i=await e.post(`broadcasts/preview/`,{...t,subject:``,body:``}).catch(()=>null);i&&r===this.asked&&(this.latest={...this.latest??i,count:i.count})}},W=[`audience`,`subject`,`body`,`attachments`,`send_at`],G=class extends f{constructor(...e){super(...e),this.courseId=``,this.broadcast=null,this.phase=`loading`,this.config=null,this.segments=null,this.content=St(),this.errors={},this.problem=``,this.word=``,this.busy=``,this.asking=!1,this.dragging=!1,this.replaced=null,this.uploads=new Te(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>Promise.resolve(this.courseId)}),()=>this.edit({attachments:this.uploads.attachments},`attachments`)),this.intake=se(e=>this.uploads.add(e),()=>!this.busy,e=>this.dragging=e),this.online=new S(this),this.previewer=new Wt(this),this.draft=new oe(this,()=>wt(this.content)?null:this.content),this.last=`#body`}static{this.styles=[f.styles,ae,I,Ft]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courseId`)||e.has(`broadcast`)||e.has(`api`))&&this.load()}async load(){if(this.draft.flush(),Object.assign(this,{phase:`loading`,problem:``}),!this.courseId)return;let{broadcast:e,courseId:t}=this;try{let[n,r]=await Promise.all([d(this.client),this.client.get(`broadcasts/segments/`,{course_id:t})]);if(e!==this.broadcast||t!==this.courseId)return;Object.assign(this,{config:n,segments:r});let i=this.draft.take(n.me.username,e?`broadcast:${e.id}`:`broadcast:${t}`);this.fill(i??(e?Ct(e):St())),this.phase=`ready`,this.focus()}catch(e){Object.assign(this,{phase:`failed`,problem:l(e)})}}fill(e){this.content=e,this.uploads.restore(e.attachments),this.look(0)}edit(e,...t){this.content={...this.content,...e},this.errors=Object.fromEntries(Object.entries(this.errors).filter(([e])=>!t.includes(e))),this.word=``,this.draft.touch(),this.look()}look(e){let{subject:t,body:n}=this.content,r=U(this.content.audience)??{who:`all`};this.previewer.ask(this.client,{course_id:this.courseId,subject:t,body:n,attachments:this.files,audience:r},e)}get files(){return this.uploads.attachments.map(({id:e})=>e)}errorsOf(e){return this.errors[e]??this.previewer.errors[e]??[]}async isSound(){Object.assign(this,{busy:`check`,problem:``,word:``}),await this.previewer.settle(),this.busy=``,this.errors=At(this.content,{config:this.config,segments:this.segments,uploads:this.uploads});let{latest:e,problem:t}=this.previewer;!this.errors.audience&&e?.count===0&&(this.errors={...this.errors,audience:[_(`Nobody is in this audience now.`)]}),this.problem=t;let n=!t&&!W.some(e=>this.errorsOf(e).length)&&!this.uploads.busy;return n||this.toFirstError(),n}async toFirstError(){await this.updateComplete;let e=W.find(e=>this.errorsOf(e).length),t=e===`audience`?`proserva-audience`:e===`attachments`?`#body`:`#${e}`;e&&this.find(t)?.focus()}async ask(e){e.preventDefault(),!this.busy&&await this.isSound()&&(this.asking=!0)}async test(){if(this.busy||!await this.isSound())return;this.busy=`test`;let{subject:e,body:t,audience:n}=this.content;try{await this.client.post(`broadcasts/test/`,{course_id:this.courseId,subject:e,body:t,attachments:this.files,audience:U(n)}),this.word=_(`Sent to you alone: look at your messages and your email.`)}catch(e){this.refused(e)}finally{this.busy=``}}async send(){this.busy=`send`;let e=Et(this.content,this.files);try{let t=await(this.broadcast?this.client.patch(`broadcasts/${this.broadcast.id}/`,e):this.create(e));this.startAnew(),this.dispatchEvent(new CustomEvent(`done`,{detail:t}))}catch(e){this.refused(e)}finally{this.busy=``}}create(e){let t=u(e,this.content.attempt);return this.content={...this.content,attempt:t},this.draft.flush(),this.client.post(`broadcasts/`,{course_id:this.courseId,...e},t.key)}startAnew(){Object.assign(this,{content:St(),errors:{},replaced:null}),this.uploads.clear(),this.draft.flush()}refused(e){this.errors=e instanceof c?{...e.fields}:{};let t=Object.entries(this.errors).flatMap(([e,t])=>W.includes(e)?[]:t),n=W.some(e=>this.errors[e]);this.problem=[n?``:l(e),...t].join(` `).trim(),e instanceof c&&e.code===`idempotency_key_reused`&&(this.content={...this.content,attempt:null}),this.toFirstError()}use({subject:e,body:t}){let n=this.content;(n.subject||n.body)&&(this.replaced=n),this.edit({subject:e,body:t},`subject`,`body`)}putBack(){this.replaced&&this.edit({subject:this.replaced.subject,body:this.replaced.body}),this.replaced=null}insert(e){let t=this.find(this.last);t&&Bt(e,t)}subject(){let e=this.errorsOf(`subject`);return t`<div>
      <label class="label" for="subject">${_(`Subject`)}</label>
      <input type="text" id="subject" dir=${this.content.subject?`auto`:n} autocomplete="off" aria-invalid=${e.length>0} aria-describedby="subject-error"
        .value=${this.content.subject} @focus=${()=>this.last=`#subject`}
        @input=${e=>this.edit({subject:e.target.value},`subject`)} />
      ${F(`subject`,e)}
    </div>`}text(){return t`<div @focusin=${e=>e.target.id===`body`&&(this.last=`#body`)}>
      ${He({value:this.content.body,label:_(`Message`),config:this.config,uploads:this.uploads,intake:this.intake,hovering:this.dragging,errors:this.errorsOf(`body`),readonly:this.busy===`send`,edit:e=>this.edit({body:e},`body`),find:e=>this.find(e)})}
      ${F(`attachments`,this.errorsOf(`attachments`))}
    </div>`}templates(){let{subject:e,body:r}=this.content;return t`<proserva-broadcast-templates .api=${this.api} .courseId=${this.courseId} .subject=${e} .body=${r}
        @use=${({detail:e})=>this.use(e)}></proserva-broadcast-templates>
      ${this.replaced?t`<p class="notice" role="status">${_(`The template has taken the place of what was written.`)}
            <button type="button" class="quiet" @click=${this.putBack}>${_(`Put it back`)}</button></p>`:n}`}fields(e){let{audience:n,notify:r}=this.content;return t`<div class="fields">
      ${Nt(e,e=>this.client.resolve(e))}
      <proserva-audience .api=${this.api} .courseId=${this.courseId} .segments=${e} .value=${n} .errors=${this.errorsOf(`audience`)}
        @change=${({detail:e})=>this.edit({audience:e},`audience`)}></proserva-audience>
      ${Pt(this.previewer,!!U(n),()=>this.look(0))} ${this.templates()} ${this.subject()} ${this.text()}
      ${Vt(e.fields,e=>this.insert(e))} ${Ht(this.previewer.latest,e.fields)}
      <label class="check"><input type="checkbox" .checked=${r} @change=${e=>this.edit({notify:e.target.checked})} />
        <span>${_(`By email, too, to those who want emails`)}</span></label>
      ${zt({content:this.content,laterOnly:this.broadcast!==null,courseZone:e.time_zone,errors:this.errors.send_at,change:e=>this.edit(e,`send_at`)})}
    </div>`}actions(){let e=this.busy===`send`?_(`Sending…`):this.uploads.busy?_(`Uploading…`):this.content.later?_(`Schedule…`):_(`Send…`);return t`<div class="end">${Mt(this.online.now,this.problem,this.word)}
      <div class="actions">
        <button type="submit" class="primary flip" ?disabled=${!!this.busy||this.uploads.busy}>${he}${e}</button>
        <button type="button" class="outline" ?disabled=${!!this.busy} @click=${this.test}>${this.busy===`test`?_(`Sending…`):_(`Send to me first`)}</button>
      </div>
    </div>`}confirmation(){return t`<proserva-broadcast-confirm .api=${this.api} .segments=${this.segments} .count=${this.previewer.latest?.count??0}
      .subject=${this.content.subject} .when=${Rt(this.content)} @confirm=${()=>void this.send()}
      @close=${()=>this.asking=!1}></proserva-broadcast-confirm>`}render(){let e=jt(this.broadcast!==null,()=>this.dispatchEvent(new CustomEvent(`leave`)));return this.phase===`loading`?t`${e}${g(6)}`:this.phase===`failed`||!this.segments?t`${e}${h(this.problem,()=>void this.load())}`:t`${e}
      <form class="columns" novalidate @submit=${this.ask}>
        ${this.fields(this.segments)}
        <proserva-broadcast-preview .api=${this.api} .preview=${this.previewer.latest} .stale=${this.previewer.stale}
          .attachments=${this.uploads.attachments}></proserva-broadcast-preview>
        ${this.actions()}
      </form>
      ${this.asking?this.confirmation():n}`}};E([i({attribute:!1})],G.prototype,`courseId`,void 0),E([i({attribute:!1})],G.prototype,`broadcast`,void 0),E([a()],G.prototype,`phase`,void 0),E([a()],G.prototype,`config`,void 0),E([a()],G.prototype,`segments`,void 0),E([a()],G.prototype,`content`,void 0),E([a()],G.prototype,`errors`,void 0),E([a()],G.prototype,`problem`,void 0),E([a()],G.prototype,`word`,void 0),E([a()],G.prototype,`busy`,void 0),E([a()],G.prototype,`asking`,void 0),E([a()],G.prototype,`dragging`,void 0),E([a()],G.prototype,`replaced`,void 0);function Gt(e){switch(e.state){case`scheduled`:return{words:yt(e)?_(`Scheduled`):_(`About to be sent`),mood:``};case`sending`:return{words:_(`Sending`),mood:``};case`sent`:return{words:_(`Sent`),mood:`good`};case`cancelled`:return{words:_(`Cancelled`),mood:``};case`stopped`:return{words:_(`Stopped`),mood:`bad`}}}function Kt(e){let{state:t,progress:n,stopped_reason:r,send_at:i}=e,{total:a,in_bell:o}=n;switch(t){case`scheduled`:return yt(e)?_(`It will be sent on %(time)s.`,{time:w(i)}):_(`It is about to be sent.`);case`sending`:return _(`It is being sent. You may leave this page: sending goes on.`);case`sent`:return y(`It is in the messages of %(count)s person.`,`It is in the messages of %(count)s people.`,o);case`cancelled`:return _(`It was cancelled. Nobody got it.`);case`stopped`:return`${r||_(`It was stopped.`)} ${_(`%(reached)s of %(total)s people have it.`,{reached:o,total:a})}`}}function qt(e,t){return _(`%(part)s of %(whole)s (%(percent)s)`,{part:e,whole:t,percent:new Intl.NumberFormat(v(),{style:`percent`}).format(xt(e,t)/100)})}function Jt({skipped_reason:e}){switch(e){case`unenrolled`:return _(`Left out: no longer enrolled`);case`retired`:return _(`Left out: has left this site`);case`inactive`:return _(`Left out: the account is not active`);default:return _(`Left out`)}}var Yt=4,Xt=60,K=class extends f{constructor(...e){super(...e),this.courseId=``,this.broadcasts=null,this.cursor=null,this.error=null,this.problem=``,this.busy=!1,this.deep=!1,this.online=new S(this),this.poller=new ye(()=>this.refresh(),()=>this.broadcasts?.some(vt)?Yt:Xt)}static{this.styles=[f.styles,I,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop()),this.courseId&&this.poller.start()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){e.has(`courseId`)&&this.courseId&&(Object.assign(this,{broadcasts:null,cursor:null,deep:!1}),this.poller.start(),e.get(`courseId`)&&this.poller.now())}fetch(e){return this.client.get(`broadcasts/`,{course_id:this.courseId,cursor:e})}async refresh(){let e=this.courseId;try{let t=await this.fetch(null);if(e!==this.courseId)return;let n=new Set(t.results.map(({id:e})=>e)),r=this.deep?(this.broadcasts??[]).filter(({id:e})=>!n.has(e)):[];this.broadcasts=[...t.results,...r],this.deep||(this.cursor=t.next_cursor),this.error=null}catch(e){throw this.broadcasts||(this.error=e),e}}async more(){Object.assign(this,{busy:!0,problem:``});try{let e=await this.fetch(this.cursor),t=new Set(this.broadcasts?.map(({id:e})=>e));this.broadcasts=[...this.broadcasts??[],...e.results.filter(({id:e})=>!t.has(e))],this.cursor=e.next_cursor,this.deep=!0,await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`.subject`)[t.size]?.focus()}catch(e){this.problem=l(e)}finally{this.busy=!1}}facts({audience_text:e,began:r,mine:i,progress:a,sender:o,send_at:s}){let{in_bell:c,seen:l,emails:u}=a;return t`<div class="small dim">${[i?_(`by you`):_(`by %(name)s`,{name:C(o)}),w(s),e,r?_(`Opened by %(seen)s of %(reached)s`,{seen:l,reached:c}):y(`%(count)s person`,`%(count)s people`,a.total),u.failed?y(`%(count)s email failed`,`%(count)s emails failed`,u.failed):``].filter(Boolean).map((e,r)=>t`${r?` · `:n}<bdi>${e}</bdi>`)}</div>`}row(e){let{words:r,mood:i}=Gt(e);return t`<li>
      <div class="line">
        <button type="button" class="subject" @click=${()=>this.dispatchEvent(new CustomEvent(`open`,{detail:e.id}))}><bdi>${e.subject}</bdi></button>
        <span class="state-chip ${i}">${r}</span>
      </div>
      ${this.facts(e)} ${e.state===`stopped`?t`<p class="error">${Kt(e)}</p>`:n}
    </li>`}failure(){return this.error instanceof c&&this.error.status===404?m(b,_(`This is for the course team.`)):h(l(this.error),()=>this.poller.now())}content(){let{broadcasts:e}=this;return this.error?this.failure():e?e.length?t`<ul>${e.map(e=>this.row(e))}</ul>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy?_(`Loading…`):_(`Load more`)}</button>`:n}`:t`${m(b,_(`No broadcasts yet`),_(`Write once, and everybody in the course gets it. Answers come to you alone.`))}
        <p class="state"><button type="button" class="primary" @click=${()=>this.dispatchEvent(new CustomEvent(`write`))}>${_(`Message all students`)}</button></p>`:g(4)}render(){return t`<div class="top"><h2 tabindex="-1">${_(`Broadcasts`)}</h2></div>
      ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`} ${this.content()}`}};E([i({attribute:!1})],K.prototype,`courseId`,void 0),E([a()],K.prototype,`broadcasts`,void 0),E([a()],K.prototype,`cursor`,void 0),E([a()],K.prototype,`error`,void 0),E([a()],K.prototype,`problem`,void 0),E([a()],K.prototype,`busy`,void 0);var q=class extends f{constructor(...e){super(...e),this.preview=null,this.attachments=[],this.stale=!1,this.face=`web`}static{this.styles=[f.styles,p,e`
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
    `]}tab(e,n){let r=this.face===e;return t`<button type="button" role="tab" id="tab-${e}" aria-selected=${r} aria-controls="panel" tabindex=${r?0:-1}
      @click=${()=>this.face=e}>${n}</button>`}async moved(e){(e.key===`ArrowLeft`||e.key===`ArrowRight`)&&(e.preventDefault(),this.face=this.face===`web`?`email`:`web`,await this.updateComplete,this.find(`#tab-${this.face}`)?.focus())}web({subject:e,html:r}){return t`<div class="bubble">
      <strong class="title" dir="auto">${e||_(`(no subject yet)`)}</strong>
      ${r?t`<div class="body" dir="auto">${s(r)}</div>`:t`<p class="dim">${_(`What you write is shown here.`)}</p>`}
      ${this.attachments.length?t`<ul class="files" aria-label=${_(`Files`)}>${this.attachments.map(({name:e})=>t`<li>${pe}<span dir="auto">${e}</span></li>`)}</ul>`:n}
    </div>`}email({subject:e,email_html:n}){let r=e||_(`(no subject yet)`);return t`<p><span class="dim">${_(`Subject:`)}</span> <bdi>${r}</bdi></p>
      <iframe sandbox="" srcdoc=${n} title=${_(`The email`)} tabindex="0"></iframe>`}render(){let{face:e,preview:n}=this,r=n?.sample;return t`<section aria-labelledby="title" aria-busy=${this.stale}>
      <h3 id="title">${r?_(`As %(name)s will see it`,{name:C(r)}):_(`As a learner will see it`)}</h3>
      <div class="tabs" role="tablist" aria-labelledby="title" @keydown=${this.moved}>
        ${this.tab(`web`,_(`In their messages`))} ${this.tab(`email`,_(`Email`))}
      </div>
      <div id="panel" class="panel ${e}" role="tabpanel" aria-labelledby="tab-${e}" tabindex="0">
        ${n?e===`web`?this.web(n):this.email(n):t`<p class="dim">${_(`Loading…`)}</p>`}
      </div>
    </section>`}};E([i({attribute:!1})],q.prototype,`preview`,void 0),E([i({attribute:!1})],q.prototype,`attachments`,void 0),E([i({attribute:!1})],q.prototype,`stale`,void 0),E([a()],q.prototype,`face`,void 0);var Zt=e`
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
`,Qt=300,J=class extends f{constructor(...e){super(...e),this.broadcastId=0,this.revision=``,this.rows=null,this.cursor=null,this.query=``,this.filter=``,this.error=``,this.problem=``,this.stale=!1,this.busy=!1,this.asked=0,this.timer=0}static{this.styles=[f.styles,Zt]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){e.has(`broadcastId`)&&Object.assign(this,{rows:null,query:``,filter:``}),(e.has(`broadcastId`)||e.has(`revision`))&&this.reload()}get params(){return{state:this.filter,q:this.query.trim()}}fetch(e){return this.client.get(`broadcasts/${this.broadcastId}/recipients/`,{...this.params,cursor:e})}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;Object.assign(this,{error:``,problem:``,stale:!0,busy:!1});try{let t=await this.fetch(null);e===this.asked&&Object.assign(this,{rows:t.results,cursor:t.next_cursor,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:l(t),rows:null})}}async more(){let{asked:e}=this,t=this.rows?.length??0;Object.assign(this,{busy:!0,problem:``});try{let n=await this.fetch(this.cursor);if(e!==this.asked)return;Object.assign(this,{rows:[...this.rows??[],...n.results],cursor:n.next_cursor}),await this.updateComplete,n.next_cursor||this.renderRoot.querySelectorAll(`th[scope=row]`)[t]?.focus()}catch(t){e===this.asked&&(this.problem=l(t))}finally{e===this.asked&&(this.busy=!1)}}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),Qt)}choose(e){this.filter=e.target.value,this.reload()}get download(){return this.client.resolve(`broadcasts/${this.broadcastId}/recipients/?${new URLSearchParams({...this.params,format:`csv`})}`)}filters(){let e=_(`Search by name`),r=[[``,_(`Everybody`)],[`seen`,_(`Have opened it`)],[`unseen`,_(`Have not opened it`)],[`email_sent`,_(`Emailed`)],[`email_failed`,_(`Email failed`)],[`email_pending`,_(`Email waiting`)],[`email_skipped`,_(`No email`)],[`email_unknown`,_(`Email unclear`)],[`skipped`,_(`Left out`)]];return t`<div class="tools">
      <div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      <label class="filter"><span>${_(`Show`)}</span><select @change=${this.choose}>
        ${r.map(([e,n])=>t`<option value=${e} ?selected=${e===this.filter}>${n}</option>`)}
      </select></label>
      <a class="button outline" href=${this.download} download>${_(`Download as CSV`)}</a>
    </div>`}seen(e){let{seen_at:n}=e;return n?t`<time datetime=${n}>${w(n)}</time>`:t`<span class="dim">${_(`Not yet`)}</span>`}got(e){let{in_bell_at:n,state:r}=e;return r===`skipped`?t`<span class="dim">${Jt(e)}</span>`:n?t`<time datetime=${n}>${w(n)}</time>`:t`<span class="dim">${_(`Queued`)}</span>`}email({email:e}){if(!e)return t`<span class="dim">–</span>`;let r=xe(e);return t`<span class=${e.state===`failed`?`bad`:``}>${be(e)}</span>${r?t`<span class="why small dim" dir="auto">${r}</span>`:n}`}row(e){let{person:r}=e,i=(e,n)=>t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`;return t`<tr role="row">
      <th role="rowheader" scope="row" tabindex="-1"><span class="person">${ve(r,e=>this.client.resolve(e))}
        <span class="names"><span class="name" dir="auto">${C(r)}</span>${r?t`<span class="small dim"><bdi>${r.username}</bdi></span>`:n}</span></span></th>
      ${i(_(`In the bell`),this.got(e))} ${i(_(`Opened`),e.state===`skipped`?t`<span class="dim">–</span>`:this.seen(e))}
      ${i(_(`Email`),this.email(e))}
    </tr>`}table(e){let r=[_(`Name`),_(`In the bell`),_(`Opened`),_(`Email`)];return t`<table role="table" aria-label=${_(`Who got it`)} aria-busy=${this.stale}>
        <thead role="rowgroup"><tr role="row">${r.map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}</tr></thead>
        <tbody role="rowgroup">${e.map(e=>this.row(e))}</tbody>
      </table>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>${this.busy?_(`Loading…`):_(`Load more`)}</button>`:n}`}content(){let{rows:e}=this;return this.error?h(this.error,()=>void this.reload()):e?e.length?this.table(e):this.filter||this.query.trim()?m(x,_(`Nobody matches`)):m(x,_(`Nobody has it yet`)):g(6)}count(){let e=this.rows?.length??0;return!e||this.stale?``:this.cursor?_(`The first %(count)s`,{count:e}):y(`%(count)s person`,`%(count)s people`,e)}render(){return t`<h3>${_(`Who got it`)}</h3>
      ${this.filters()}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`}};E([i({attribute:!1})],J.prototype,`broadcastId`,void 0),E([i({attribute:!1})],J.prototype,`revision`,void 0),E([a()],J.prototype,`rows`,void 0),E([a()],J.prototype,`cursor`,void 0),E([a()],J.prototype,`query`,void 0),E([a()],J.prototype,`filter`,void 0),E([a()],J.prototype,`error`,void 0),E([a()],J.prototype,`problem`,void 0),E([a()],J.prototype,`stale`,void 0),E([a()],J.prototype,`busy`,void 0);var $t=e`
  .progress { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; font-size: var(--fs-s); }
  .progress .part { font-variant-numeric: tabular-nums; color: var(--muted); }
  .track { grid-column: 1 / -1; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--tint); border: 1px solid var(--control); }
  .track i { display: block; block-size: 100%; background: var(--primary); transition: inline-size 0.4s; forced-color-adjust: none; }
`;function en(e,n,r){let i=qt(n,r);return t`<div class="progress">
    <span aria-hidden="true">${e}</span><span class="part" aria-hidden="true">${i}</span>
    <div class="track" role="progressbar" aria-label=${e} aria-valuemin="0" aria-valuemax=${r} aria-valuenow=${Math.min(n,r)}
      aria-valuetext=${i}><i style="inline-size:${xt(n,r)}%"></i></div>
  </div>`}var Y=1,tn=15,nn=60,X=class extends f{constructor(...e){super(...e),this.broadcastId=0,this.broadcast=null,this.error=null,this.problem=``,this.word=``,this.busy=!1,this.sure=!1,this.left=0,this.retried=0,this.timer=0,this.deadline=0,this.pause=Y,this.online=new S(this),this.poller=new ye(()=>this.refresh(),()=>this.seconds())}static{this.styles=[f.styles,p,I,$t,e`
      .all { display: grid; gap: 18px; }
      .all > * { min-inline-size: 0; }
      .facts { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; color: var(--muted); font-size: var(--fs-s); margin-block-start: -8px; }
      .undo { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 14px 16px; border-radius: var(--radius); background: var(--tint); border: 1px solid var(--line); }
      .undo p { flex: 1 1 200px; font-weight: 600; font-variant-numeric: tabular-nums; }
      .bars { display: grid; gap: 14px; }
      dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 8px; }
      dl > div { padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
      dt { font-size: var(--fs-xs); color: var(--muted); }
      dd { margin: 0; font-size: calc(var(--fs) * 1.25); font-weight: 700; font-variant-numeric: tabular-nums; }
      dd.bad { color: var(--danger); }
      details { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      summary { padding: 10px 16px; min-block-size: 44px; font-weight: 600; cursor: pointer; }
      details .body { padding: 4px 16px 14px; }
      details ul.files { display: grid; gap: 4px; padding: 0 16px 14px; font-size: var(--fs-s); }
      details ul.files a { display: inline-flex; gap: 8px; align-items: center; min-block-size: 32px; }
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop(),()=>clearInterval(this.timer)),this.broadcastId&&this.poller.start()}focus(){this.updateComplete.then(()=>(this.find(`#undo`)??this.find(`h2`))?.focus())}willUpdate(e){e.has(`broadcastId`)&&this.broadcastId&&(this.broadcast?.id===this.broadcastId?this.take(this.broadcast):this.broadcast=null,this.poller.start())}seconds(){let{broadcast:e}=this;return e?this.left?this.left+Y:vt(e)?this.pause:nn:Y}async refresh(){try{let e=await this.client.get(`broadcasts/${this.broadcastId}/`),t=JSON.stringify(e.progress)===JSON.stringify(this.broadcast?.progress)&&e.state===this.broadcast?.state;this.pause=t?Math.min(this.pause*1.5,tn):Y,this.take(e)}catch(e){throw(!this.broadcast||e instanceof c&&e.status===404)&&(this.error=e),e}}take(e){Object.assign(this,{broadcast:e,error:null});let{state:t,undo_seconds:n}=e;this.deadline=t===`scheduled`?Date.now()+n*1e3:0,clearInterval(this.timer),this.count()&&(this.timer=window.setInterval(()=>this.tick(),1e3))}count(){let e=this.shadowRoot?.activeElement?.id===`undo`;return this.left=Math.max(0,Math.round((this.deadline-Date.now())/1e3)),!this.left&&e&&this.focus(),this.left>0}tick(){this.count()||(clearInterval(this.timer),this.pause=Y,this.poller.now())}async act(e){if(!this.busy){Object.assign(this,{busy:!0,problem:``,word:``});try{let t=await this.client.post(`broadcasts/${this.broadcastId}/${e}/`,{});e===`retry`?this.retrying(t.retried??0):this.take(t)}catch(e){this.problem=l(e)}finally{Object.assign(this,{busy:!1,sure:!1})}this.pause=Y,this.poller.now(),this.focus()}}retrying(e){this.retried+=1,this.word=y(`%(count)s email will be tried again.`,`%(count)s emails will be tried again.`,e)}undo(){return this.left<=0?n:t`<div class="undo">
      <p aria-hidden="true">${y(`It will be sent in %(count)s second.`,`It will be sent in %(count)s seconds.`,this.left)}</p>
      <button type="button" class="primary" id="undo" aria-describedby="undo-hint" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${_(`Undo`)}</button>
      <span id="undo-hint" hidden>${_(`Takes it back before anybody gets it.`)}</span>
    </div>`}later(e){return!e.mine||!yt(e)?n:this.sure?t`<div class="actions">
        <button type="button" class="primary" id="sure" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${_(`Cancel for good`)}</button>
        <button type="button" class="quiet" @click=${()=>this.sure=!1}>${_(`Keep it`)}</button>
      </div>`:t`<div class="actions">
      <button type="button" class="outline" @click=${()=>this.dispatchEvent(new CustomEvent(`edit`,{detail:e}))}>${_(`Edit`)}</button>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`send_now`)}>${_(`Send now`)}</button>
      <button type="button" class="quiet" @click=${this.askToCancel}>${_(`Cancel it`)}</button>
    </div>`}async askToCancel(){this.sure=!0,await this.updateComplete,this.find(`#sure`)?.focus()}bars({notify_email:e,progress:r}){let{emails:i,in_bell:a,skipped:o,total:s}=r,c=i.sent+i.failed+i.skipped+i.unknown+i.digest;return t`<div class="bars">
      ${en(_(`In the bell`),a+o,s)} ${e?en(_(`Emails dealt with`),c,c+i.pending):n}
    </div>`}figures({notify_email:e,progress:n}){let{emails:r,in_bell:i,seen:a,skipped:o,total:s}=n;return t`<dl>
      ${[[_(`Queued`),Math.max(0,s-i-o),!0],[_(`In the bell`),i,!0],[_(`Opened`),a,!0],[_(`Left out`),o,o>0],[_(`Emailed`),r.sent,e],[_(`Emails waiting`),r.pending,e&&r.pending>0],[_(`In a daily email`),r.digest,r.digest>0],[_(`No email`),r.skipped,r.skipped>0],[_(`Emails failed`),r.failed,e,r.failed>0],[_(`Emails unclear`),r.unknown,r.unknown>0]].flatMap(([e,n,r,i])=>r?t`<div><dt>${e}</dt><dd class=${i?`bad`:``}>${n}</dd></div>`:[])}
    </dl>`}retry({progress:e}){let{failed:r}=e.emails;if(!r)return n;let i=y(`Try %(count)s failed email again`,`Try %(count)s failed emails again`,r);return t`<div class="actions"><button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`retry`)}>${i}</button></div>`}written({attachments:e,body_html:r}){return t`<details>
      <summary>${_(`What was written`)}</summary>
      <div class="body" dir="auto">${s(r)}</div>
      ${e.length?t`<ul class="files">${e.map(({name:e,url:n})=>t`<li><a href=${this.client.resolve(n)} download=${e}>${pe}<span dir="auto">${e}</span></a></li>`)}</ul>`:n}
    </details>`}outcome(e){if(!e.began)return n;let{emails:r,seen:i,in_bell:a}=e.progress,o=[e.state,e.state===`sending`?``:a,r.pending===0,r.failed,i,this.retried].join();return t`${this.bars(e)} ${this.figures(e)} ${this.retry(e)}
      <proserva-broadcast-report .api=${this.api} .broadcastId=${e.id} .revision=${o}></proserva-broadcast-report>`}facts({audience_text:e,mine:r,notify_email:i,progress:a,sender:o,send_at:s}){return t`<p class="facts">${[e,y(`%(count)s person`,`%(count)s people`,a.total),r?``:_(`by %(name)s`,{name:C(o)}),w(s),i?``:_(`without emails`)].filter(Boolean).map((e,r)=>t`${r?t`<span aria-hidden="true">·</span>`:n}<bdi>${e}</bdi>`)}</p>`}head(e){let r=_(`Back to all broadcasts`);return t`<div class="top">
      <button type="button" class="round flip" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent(`leave`))}>${ue}</button>
      <h2 tabindex="-1" dir="auto">${e}</h2>
      ${this.broadcast?t`<span class="state-chip ${Gt(this.broadcast).mood}">${Gt(this.broadcast).words}</span>`:n}
    </div>`}failure(){return this.error instanceof c&&this.error.status===404?m(b,_(`This broadcast is not there, or not for you`)):h(l(this.error),()=>this.poller.now())}render(){let{broadcast:e}=this;return this.error?t`${this.head(_(`Broadcast`))}${this.failure()}`:e?t`${this.head(e.subject)}
      <div class="all">
        ${this.facts(e)} ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
        <p role="status" class=${e.state===`stopped`?`error`:``}>${Kt(e)} ${this.word}</p>
        ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
        ${e.mine?this.undo():n} ${this.later(e)} ${this.written(e)} ${this.outcome(e)}
      </div>`:t`${this.head(_(`Broadcast`))}${g(5)}`}};E([i({attribute:!1})],X.prototype,`broadcastId`,void 0),E([i({attribute:!1})],X.prototype,`broadcast`,void 0),E([a()],X.prototype,`error`,void 0),E([a()],X.prototype,`problem`,void 0),E([a()],X.prototype,`word`,void 0),E([a()],X.prototype,`busy`,void 0),E([a()],X.prototype,`sure`,void 0),E([a()],X.prototype,`left`,void 0),E([a()],X.prototype,`retried`,void 0);var Z=class extends f{constructor(...e){super(...e),this.courseId=``,this.subject=``,this.body=``,this.open=!1,this.templates=null,this.error=``,this.problem=``,this.errors={},this.word=``,this.changing=null,this.deleting=0,this.busy=!1}static{this.styles=[f.styles,I,e`
      .panel { display: grid; gap: 12px; margin-block-start: 8px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding-block: 8px; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1 1 180px; min-inline-size: 0; display: grid; line-height: 1.35; }
      .what strong, .what span { text-align: -webkit-match-parent; text-align: match-parent; }
      .change { flex: 1 1 100%; display: grid; gap: 10px; }
      textarea { min-block-size: 120px; resize: vertical; }
    `]}async toggle(){this.open=!this.open,this.open&&!this.templates&&await this.load()}async load(){Object.assign(this,{error:``,templates:null});try{this.templates=(await this.client.get(`broadcasts/templates/`,{course_id:this.courseId})).results}catch(e){this.error=l(e)}}async attempt(e){if(this.busy)return!1;Object.assign(this,{busy:!0,problem:``,word:``,errors:{}});try{return await e(),!0}catch(e){return this.errors=e instanceof c?e.fields:{},this.problem=Object.keys(this.errors).length?``:l(e),!1}finally{this.busy=!1}}async keep(){let e=this.find(`#name`),t=e?.value.trim()??``;if(!t)return this.errors={name:[_(`Give it a name.`)]},e?.focus();await this.attempt(async()=>{let{courseId:e,subject:n,body:r}=this,i=await this.client.post(`broadcasts/templates/`,{course_id:e,name:t,subject:n,body:r});this.templates=[...this.templates??[],i].sort((e,t)=>e.name.localeCompare(t.name)),this.word=_(`Kept as “%(name)s”.`,{name:t})})&&e&&(e.value=``)}async save(e){e.preventDefault();let{changing:t}=this;if(!t)return;let{name:n,subject:r,body:i}=t;await this.attempt(async()=>{let e=await this.client.patch(`broadcasts/templates/${t.id}/`,{name:n,subject:r,body:i});this.templates=this.templates?.map(t=>t.id===e.id?e:t)??null,this.word=_(`Saved.`)})&&await this.endChange()}async endChange(){let e=this.changing?.id;this.changing=null,await this.updateComplete,this.find(`#edit-${e}`)?.focus()}async discard({id:e,name:t}){await this.attempt(async()=>{await this.client.remove(`broadcasts/templates/${e}/`),this.templates=this.templates?.filter(t=>t.id!==e)??null,this.word=_(`“%(name)s” was deleted.`,{name:t})}),this.deleting=0,await this.updateComplete,this.find(`#toggle`)?.focus()}async askToDelete(e){this.deleting=e,await this.updateComplete,this.find(`#delete-${e}`)?.focus()}use(e){this.open=!1,this.dispatchEvent(new CustomEvent(`use`,{detail:e})),this.find(`#toggle`)?.focus()}async change(e){this.changing=e,await this.updateComplete,this.find(`#change-name`)?.focus()}buttons(e){let{id:n,name:r}=e;if(this.deleting===n)return t`<button type="button" class="outline" id="delete-${n}" ?disabled=${this.busy} @click=${()=>void this.discard(e)}>${_(`Delete for good`)}</button>
        <button type="button" class="quiet" @click=${()=>this.deleting=0}>${_(`Keep it`)}</button>`;let i=e=>`${e}: ${r}`;return t`<button type="button" class="outline" aria-label=${i(_(`Use`))} @click=${()=>this.use(e)}>${_(`Use`)}</button>
      <button type="button" class="quiet" id="edit-${n}" aria-label=${i(_(`Edit`))} @click=${()=>void this.change(e)}>${_(`Edit`)}</button>
      <button type="button" class="quiet" aria-label=${i(_(`Delete`))} @click=${()=>void this.askToDelete(n)}>${_(`Delete`)}</button>`}field(e,n,r=!1){let i=this.changing?.[e]??``,a=t=>{this.changing&&={...this.changing,[e]:t.target.value}},o=`change-${e}`;return t`<div>
      <label class="label" for=${o}>${n}</label>
      ${r?t`<textarea id=${o} dir="auto" aria-describedby="${o}-error" .value=${i} @input=${a}></textarea>`:t`<input type="text" id=${o} dir="auto" aria-describedby="${o}-error" .value=${i} @input=${a} />`}
      ${F(o,this.errors[e])}
    </div>`}changeForm(){return t`<div class="change">
      ${this.field(`name`,_(`Name`))} ${this.field(`subject`,_(`Subject`))} ${this.field(`body`,_(`Message`),!0)}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.busy} @click=${this.save}>${_(`Save`)}</button>
        <button type="button" class="quiet" @click=${this.endChange}>${_(`Cancel`)}</button>
      </div>
    </div>`}row(e){return this.changing?.id===e.id?t`<li>${this.changeForm()}</li>`:t`<li>
      <span class="what"><strong dir="auto">${e.name}</strong><span class="small dim ellipsis" dir="auto">${e.subject}</span></span>
      ${this.buttons(e)}
    </li>`}keepForm(){return this.changing?n:!this.subject.trim()&&!this.body.trim()?t`<p class="hint">${_(`What you write below can be kept here, to be used again.`)}</p>`:t`<div>
      <label class="label" for="name">${_(`Keep what is written as a template`)}</label>
      <div class="row">
        <input type="text" id="name" dir="auto" style="flex:1 1 180px;inline-size:auto" placeholder=${_(`Name`)} aria-describedby="name-error"
          @keydown=${e=>{e.key===`Enter`&&(e.preventDefault(),this.keep())}} />
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.keep}>${_(`Keep`)}</button>
      </div>
      ${F(`name`,this.errors.name)}
    </div>`}panel(){return this.error?h(this.error,()=>void this.load()):this.templates?t`${this.templates.length?t`<ul aria-label=${_(`Templates`)}>${this.templates.map(e=>this.row(e))}</ul>`:t`<p class="dim">${_(`There are no templates yet.`)}</p>`}
      ${this.keepForm()} ${this.problem?t`<p class="error" role="alert">${this.problem}</p>`:n}`:g(2)}render(){return t`<button type="button" class="outline" id="toggle" aria-expanded=${this.open} aria-controls=${this.open?`panel`:n} @click=${this.toggle}>
        ${_(`Templates`)}</button>
      <span class="vh" role="status">${this.word}</span>
      ${this.open?t`<div id="panel" class="panel">${this.panel()} ${this.word?t`<p class="small" aria-hidden="true">${this.word}</p>`:n}</div>`:n}`}};E([i({attribute:!1})],Z.prototype,`courseId`,void 0),E([i({attribute:!1})],Z.prototype,`subject`,void 0),E([i({attribute:!1})],Z.prototype,`body`,void 0),E([a()],Z.prototype,`open`,void 0),E([a()],Z.prototype,`templates`,void 0),E([a()],Z.prototype,`error`,void 0),E([a()],Z.prototype,`problem`,void 0),E([a()],Z.prototype,`errors`,void 0),E([a()],Z.prototype,`word`,void 0),E([a()],Z.prototype,`changing`,void 0),E([a()],Z.prototype,`deleting`,void 0),E([a()],Z.prototype,`busy`,void 0);var rn=50,Q=class extends f{constructor(...e){super(...e),this.courseId=``,this.usernames=[],this.people=null,this.error=``,this.known=new Map}static{this.styles=[f.styles,e`
      .label { display: block; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
      ul { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 8px; }
      li { display: flex; align-items: center; max-inline-size: 100%; padding-inline-start: 14px; border: 1px solid var(--line); border-radius: 22px; background: var(--soft); font-size: var(--fs-s); }
    `]}willUpdate(e){e.has(`courseId`)&&this.courseId&&this.load()}async load(){this.error=``;try{this.usernames.length&&await this.list({usernames:this.usernames.join(`,`)}),this.people=await this.list({})}catch(e){this.error=l(e)}}async list(e){let{results:t}=await this.client.recipients(this.courseId,e);return t.forEach(e=>this.known.set(e.username,C(e))),t}change(e){this.usernames=e,this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}async takeOut(e){this.change(this.usernames.filter(t=>t!==e)),await this.updateComplete,this.find(`proserva-people`)?.focus()}row(e){let n=this.known.get(e)??e;return t`<li>
      <span class="ellipsis" dir="auto">${n}</span>
      <button type="button" class="round" aria-label=${_(`Remove %(name)s`,{name:n})} @click=${()=>void this.takeOut(e)}>${fe}</button>
    </li>`}render(){if(this.error)return h(this.error,()=>void this.load());let e=(this.people??[]).filter(({username:e})=>!this.usernames.includes(e)),r=(this.people?.length??0)>=rn,i=_(`Add somebody`);return t`<span class="label" aria-hidden="true">${i}</span>
      <proserva-people .api=${this.api} .label=${i} .people=${e}
        .search=${r?e=>this.list({q:e}).then(e=>e.filter(({username:e})=>!this.usernames.includes(e))):null}
        @pick=${({detail:e})=>this.change([...this.usernames,e.username])}></proserva-people>
      <span class="vh" role="status">${y(`%(count)s person picked`,`%(count)s people picked`,this.usernames.length)}</span>
      ${this.usernames.length?t`<ul aria-label=${_(`Picked`)}>${this.usernames.map(e=>this.row(e))}</ul>`:n}`}};E([i({attribute:!1})],Q.prototype,`courseId`,void 0),E([i({attribute:!1})],Q.prototype,`usernames`,void 0),E([a()],Q.prototype,`people`,void 0),E([a()],Q.prototype,`error`,void 0);function an(e){let t=new URLSearchParams(e.search).get(`broadcast`);return t===`list`?``:t&&/^(new|\d{1,15}(\/edit)?)$/.test(t)?t:null}function on(e){let t=new URL(location.href);return e===null?t.searchParams.delete(`broadcast`):t.searchParams.set(`broadcast`,e||`list`),t.pathname+t.search+t.hash}var sn=class extends f{constructor(...e){super(...e),this.courseId=``,this.place=null}static{this.styles=[f.styles,e`
      :host { container-type: inline-size; }
      .bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; margin-block-end: 16px; border-block-end: 1px solid var(--line); padding-block-end: 10px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; }
      nav button[aria-current] { background: var(--tint); }
      @container (max-width: 479px) { .primary { flex: 1 1 100%; } nav { flex: 1; } nav button { flex: 1; padding-inline: 8px; } }
    `]}connectedCallback(){super.connectedCallback();let e=()=>this.place=an(location);window.addEventListener(`popstate`,e),this.whileConnected(()=>window.removeEventListener(`popstate`,e)),e()}go(e){e!==this.place&&history.pushState(null,``,on(e)),this.place=e;let t=this.find(`proserva-broadcast-view`);this.updateComplete.then(()=>(t??this.find(`proserva-broadcast-view`))?.focus())}tab(e,r){return t`<button type="button" class="quiet" aria-current=${e===null==(this.place===null)?`true`:n} @click=${()=>this.go(e)}>${r}</button>`}went(e){e.preventDefault(),this.go(e.detail)}render(){return t`<div class="bar">
        <nav aria-label=${_(`Show`)}>${this.tab(null,_(`Students`))} ${this.tab(``,_(`Broadcasts`))}</nav>
        ${this.place===`new`?n:t`<button type="button" class="primary flip" @click=${()=>this.go(`new`)}>${he}${_(`Message all students`)}</button>`}
      </div>
      <div ?hidden=${this.place!==null}><slot></slot></div>
      ${this.place===null?n:t`<proserva-broadcast-view .api=${this.api} .courseId=${this.courseId} .place=${this.place} @go=${this.went}></proserva-broadcast-view>`}`}};E([i({attribute:!1})],sn.prototype,`courseId`,void 0),E([a()],sn.prototype,`place`,void 0);var cn={"proserva-chosen-people":Q,"proserva-audience":V,"proserva-broadcast-confirm":H,"proserva-broadcast-preview":q,"proserva-broadcast-templates":Z,"proserva-broadcast-form":G,"proserva-broadcast-report":J,"proserva-broadcast-status":X,"proserva-broadcast-list":K,"proserva-broadcast-view":B,"proserva-roster-tools":sn};function ln(e){return t`<thead role="rowgroup">
    <tr role="row">
      ${[_(`Name`),...e?[_(`Cohort`)]:[],_(`Progress`),_(`Last contact`)].map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${_(`Message`)}</span></th>
    </tr>
  </thead>`}function un(e,n){return t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`}function dn(e,n){let r=C(e);return t`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    ${ve(e,n)}
    <span class="names"><span class="name" dir="auto">${r}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function fn(e){if(e===null)return t`<span class="dim">–</span>`;let n=Math.min(Math.max(e,0),1),r=new Intl.NumberFormat(v(),{style:`percent`}).format(Math.floor(n*100+1e-9)/100);return t`<span class="progress"><span class="bar" aria-hidden="true"><i style="inline-size:${n*100}%"></i></span><span>${r}</span></span>`}function pn(e,n){let{last_contact:r,thread:i}=e;if(!r)return t`<span class="dim">${_(`None yet`)}</span>`;let a=t`<time datetime=${r} title=${Ce(r)}>${we(r)}</time>`;if(!i)return a;let o=_(`%(time)s, open the conversation with %(name)s`,{time:we(r),name:C(e)});return t`<a href="${n}?thread=${i}" target=${ce()} aria-label=${o}>${a}</a>`}function mn(e,r,i){return t`<button type="button" class="outline" data-write=${e.username} aria-expanded=${r} aria-controls=${r?`panel`:n}
    aria-label=${_(`Message %(name)s`,{name:C(e)})} @click=${i}>${b}${_(`Message`)}</button>`}function hn(e,{cohorts:r,inbox:i,resolve:a,composer:o,write:s}){return t`<tr role="row" class=${o?`open`:``}>
      ${dn(e,a)} ${r?un(_(`Cohort`),t`<bdi>${e.cohort??`–`}</bdi>`):n}
      ${un(_(`Progress`),fn(e.progress))} ${un(_(`Last contact`),pn(e,i))}
      <td role="cell" class="act">${mn(e,o!==null,s)}</td>
    </tr>
    ${o?t`<tr role="row" class="under"><td role="cell" colspan=${r?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&s()}}>
          <h2 id="title" class="vh">${_(`Message %(name)s`,{name:C(e)})}</h2>
          ${o}
        </section></td></tr>`:n}`}var gn=e`
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
`,_n=300,vn=400,$=class extends f{constructor(...e){super(...e),this.courseId=``,this.people=null,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.cursor=null,this.error=null,this.problem=``,this.stale=!1,this.busy=!1,this.writing=``,this.asked=0,this.timer=0,this.online=new S(this)}static{this.styles=[f.styles,gn]}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(Object.assign(this,{people:null,cohorts:[],query:``,cohort:``,writing:``}),this.reload())}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,stale:!0,busy:!1}),this.courseId)try{let[t,n]=await Promise.all([this.fetch(null),d(this.client)]);if(e!==this.asked)return;let r=t.cohorts??this.cohorts;Object.assign(this,{people:t.results,cursor:t.next_cursor,cohorts:r,config:n,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:t,people:null})}}fetch(e){let t={q:this.query.trim(),cohort:this.cohort,cursor:e};return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`,t)}async more(){let{asked:e}=this;Object.assign(this,{busy:!0,problem:``});try{let t=await this.fetch(this.cursor);if(e!==this.asked)return;await this.add(t)}catch(t){e===this.asked&&(this.problem=l(t))}finally{e===this.asked&&(this.busy=!1)}}async add({results:e,next_cursor:t}){let n=new Set(this.people?.map(({username:e})=>e)),r=e.filter(({username:e})=>!n.has(e));this.people=[...this.people??[],...r],this.cursor=t,await this.updateComplete,t||this.renderRoot.querySelectorAll(`th[scope=row]`)[n.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),_n)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),vn)}sent(e,{thread:t}){let n=new Date().toISOString(),r=r=>r.username===e?{...r,thread:t,last_contact:n}:r;this.people=this.people?.map(r)??null}filters(){let e=_(`Search by name`);return t`<div class="tools">
      <div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():n}
    </div>`}cohortChoice(){return t`<label class="cohorts"><span>${_(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${_(`All cohorts`)}</option>
        ${this.cohorts.map(e=>t`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let n=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),r=this.client.resolve(this.config?.inbox_url??``);return t`<table role="table" aria-label=${_(`Enrolled`)} aria-busy=${this.stale}>
      ${ln(n)}
      <tbody role="rowgroup">
        ${e.map(e=>hn(e,{cohorts:n,inbox:r,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username)}))}
      </tbody>
    </table>`}composer(e){return t`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}failure(){return this.error instanceof c&&this.error.status===404?m(b,_(`This is for the course team.`)):h(l(this.error),()=>void this.reload())}content(){let{people:e}=this;return this.error?this.failure():e?!e.length&&!this.cursor?this.query.trim()||this.cohort?m(x,_(`Nobody matches`)):m(b,_(`Nobody is enrolled yet`)):t`${this.table(e)} ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>
            ${this.busy?_(`Loading…`):_(`Load more`)}
          </button>`:n}`:g(8)}count(){let e=this.people?.length??0;return!e||this.stale?``:this.cursor?_(`The first %(count)s`,{count:e}):y(`%(count)s person`,`%(count)s people`,e)}render(){return this.error instanceof c&&this.error.status===404?this.failure():t`<proserva-roster-tools .api=${this.api} .courseId=${this.courseId}>
      ${this.filters()}
      ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}
    </proserva-roster-tools>`}};E([i({attribute:!1})],$.prototype,`courseId`,void 0),E([a()],$.prototype,`people`,void 0),E([a()],$.prototype,`cohorts`,void 0),E([a()],$.prototype,`config`,void 0),E([a()],$.prototype,`query`,void 0),E([a()],$.prototype,`cohort`,void 0),E([a()],$.prototype,`cursor`,void 0),E([a()],$.prototype,`error`,void 0),E([a()],$.prototype,`problem`,void 0),E([a()],$.prototype,`stale`,void 0),E([a()],$.prototype,`busy`,void 0),E([a()],$.prototype,`writing`,void 0);var yn={...cn,"proserva-announcement-banner":D,"proserva-announcement-form":L,"proserva-announcement-list":R,"proserva-announcements-view":z,"proserva-roster-view":$};for(let[e,t]of Object.entries(yn))customElements.get(e)||customElements.define(e,t)})();