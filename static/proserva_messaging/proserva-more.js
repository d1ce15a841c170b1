(function(){var e=proservaMessaging.css,t=proservaMessaging.html,n=proservaMessaging.nothing,r=proservaMessaging.property,i=proservaMessaging.state,a=proservaMessaging.unsafeHTML,o=proservaMessaging.ApiError,s=proservaMessaging.errorText,c=proservaMessaging.attemptFor,l=proservaMessaging.getConfig,u=proservaMessaging.ProservaElement,d=proservaMessaging.bodyStyles,ee=proservaMessaging.counter,te=proservaMessaging.fileList,ne=proservaMessaging.markBar,re=proservaMessaging.composeStyles,ie=proservaMessaging.DraftKeeper,ae=proservaMessaging.fileIntake,f=proservaMessaging.empty,p=proservaMessaging.failed,m=proservaMessaging.loading,oe=proservaMessaging.linkTarget,h=proservaMessaging.gettext,g=proservaMessaging.language,_=proservaMessaging.ngettext,v=proservaMessaging.backIcon,se=proservaMessaging.clipIcon,ce=proservaMessaging.closeIcon,y=proservaMessaging.fileIcon,b=proservaMessaging.messageIcon,x=proservaMessaging.searchIcon,S=proservaMessaging.sendIcon,le=proservaMessaging.applyMark,ue=proservaMessaging.textLength,C=proservaMessaging.Online,de=proservaMessaging.avatar,w=proservaMessaging.personName,fe=proservaMessaging.Poller,pe=proservaMessaging.emailWords,me=proservaMessaging.reasonOf,T=proservaMessaging.dateTime,he=proservaMessaging.fullTime,ge=proservaMessaging.relativeTime,_e=proservaMessaging.Uploads;function E(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var D=class extends u{constructor(...e){super(...e),this.courseId=``,this.place=``,this.current=``,this.latest=null,this.error=``}focus(){this.updateComplete.then(()=>this.renderRoot.firstElementChild?.focus())}willUpdate(e){e.has(`place`)&&(this.current=this.place),(e.has(`place`)||e.has(`current`))&&this.editing&&this.latest?.id!==this.shown&&this.load()}get shown(){return Number.parseInt(this.current,10)||0}get editing(){return/^\d+\/edit$/.test(this.current)}async load(){this.error=``;try{this.latest=await this.client.get(`broadcasts/${this.shown}/`)}catch(e){this.error=s(e)}}go(e,t=null){this.latest=t,this.dispatchEvent(new CustomEvent(`go`,{detail:e,cancelable:!0}))&&(this.current=e),this.focus()}form(){let{editing:e,latest:n}=this;return e&&this.error?p(this.error,()=>void this.load()):e&&n?.id!==this.shown?m(6):t`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${e?n:null}
      @done=${({detail:e})=>this.go(String(e.id),e)}
      @leave=${()=>this.go(e?String(this.shown):``)}></proserva-broadcast-form>`}render(){return this.current===`new`||this.editing?this.form():this.shown?t`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({detail:e})=>this.go(`${e.id}/edit`,e)} @leave=${()=>this.go(``)}></proserva-broadcast-status>`:t`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({detail:e})=>this.go(String(e))} @write=${()=>this.go(`new`)}></proserva-broadcast-list>`}};E([r({attribute:!1})],D.prototype,`courseId`,void 0),E([r({attribute:!1})],D.prototype,`place`,void 0),E([i()],D.prototype,`current`,void 0),E([i()],D.prototype,`latest`,void 0),E([i()],D.prototype,`error`,void 0);var O=e`
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
  .row > label { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; min-inline-size: 0; }
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
  .reach { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; min-block-size: 1.6em; }
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
`;function ve(e){let{errors:r,hovering:i,intake:a,label:o,uploads:s,value:c}=e,l=()=>e.find(`#body`);return t`<div @dragover=${a.drag} @dragleave=${a.drag} @drop=${a.drop}>
    <label class="label" for="body">${o}</label>
    <div class="box ${r.length?`bad`:``} ${i?`over`:``}">
      <textarea id="body" dir=${c?`auto`:n} rows="8" aria-describedby="body-error" aria-invalid=${r.length>0}
        .value=${c} ?readonly=${e.readonly} @paste=${a.paste}
        @input=${t=>e.edit(t.target.value)}></textarea>
      ${te(s,()=>l()?.focus())} ${ye(e,l)}
    </div>
    ${k(`body`,r)} ${s.error?t`<p class="error" role="alert">${s.error}</p>`:n}
  </div>`}function ye({config:e,find:n,intake:r,readonly:i,value:a},o){let s=h(`Attach files`);return t`<div class="bar">
    <input type="file" multiple aria-label=${s} accept=${e?.attachments.extensions.join(`,`)??``} @change=${r.pick} />
    <button type="button" class="round" aria-label=${s} title=${s} ?disabled=${i}
      @click=${()=>n(`input[type=file]`)?.click()}>${se}</button>
    ${ne(e=>{let t=o();t&&!i&&le(t,e)})}
    <span class="end">${ee(ue(a),e?.message_max_length??0)}</span>
  </div>`}function k(e,r){return r?.length?t`<p class="error" id="${e}-error" role="alert">${r.join(` `)}</p>`:n}var be=14,xe=50;function Se(e){switch(e){case`all`:return h(`All learners`);case`modes`:return h(`Learners by enrolment mode…`);case`cohorts`:return h(`Learners of cohorts…`);case`people`:return h(`People that I pick…`);case`not_started`:return h(`Learners who have not started`);case`inactive`:return h(`Learners who have not been active lately…`);case`not_submitted`:return h(`Learners who have not handed in an assignment…`);case`scored_below`:return h(`Learners who scored below a mark…`)}}var A=class extends u{constructor(...e){super(...e),this.courseId=``,this.segments=null,this.value={who:`all`},this.errors=[]}static{this.styles=[u.styles,O]}focus(){this.find(`select`)?.focus()}offered(e){let t=[`all`];e.modes.length>1&&t.push(`modes`),e.cohorts.length&&t.push(`cohorts`);let n=e.segments.filter(t=>e.assignments.length||t!==`not_submitted`&&t!==`scored_below`);return[...t,...n,`people`]}change(e){this.value={...this.value,...e},this.dispatchEvent(new CustomEvent(`change`,{detail:this.value}))}choose(e){let t=this.segments?.assignments[0]?.usage_key;this.change({who:e,days:this.value.days??be,score:this.value.score??xe,usage_key:this.value.usage_key??t})}parts(e,n,r,i){let a=e=>i(r.includes(e)?r.filter(t=>t!==e):[...r,e]);return t`<fieldset>
      <legend>${e}</legend>
      <div class="choices">
        ${n.map(({id:e,name:n,size:i})=>t`<label class="check"><input type="checkbox" .checked=${r.includes(e)} @change=${()=>a(e)} />
            <span><bdi>${n}</bdi> <span class="size">${_(`%(count)s person`,`%(count)s people`,i)}</span></span></label>`)}
      </div>
    </fieldset>`}number(e,n,r){let i=this.value[n];return t`<label>${e}
      <input type="number" min="1" max=${r} step="1" .value=${i===void 0?``:String(i)}
        @input=${e=>this.change({[n]:Ce(e.target)})} /></label>`}assignment(e){return t`<label>${h(`Assignment`)}
      <select @change=${e=>this.change({usage_key:e.target.value})}>
        ${e.assignments.map(({usage_key:e,label:n})=>t`<option value=${e} ?selected=${e===this.value.usage_key}>${n}</option>`)}
      </select></label>`}details(e){let{who:r,modes:i,cohorts:a,usernames:o}=this.value;switch(r){case`modes`:return this.parts(h(`Enrolment modes`),e.modes,i??[],e=>this.change({modes:e}));case`cohorts`:return this.parts(h(`Cohorts`),e.cohorts,a??[],e=>this.change({cohorts:e}));case`people`:return t`<proserva-chosen-people .api=${this.api} .courseId=${this.courseId} .usernames=${o??[]}
          @change=${({detail:e})=>this.change({usernames:e})}></proserva-chosen-people>`;case`inactive`:return t`<div class="row">${this.number(h(`Not active for this many days`),`days`,3650)}</div>`;case`not_submitted`:return t`<div class="row">${this.assignment(e)}</div>`;case`scored_below`:return t`<div class="row">${this.assignment(e)} ${this.number(h(`Scored below, in percent`),`score`,100)}</div>`;default:return n}}team({team:e}){return!e||this.value.who===`people`?n:t`<label class="check"><input type="checkbox" .checked=${!!this.value.include_team}
        @change=${e=>this.change({include_team:e.target.checked})} />
      <span>${h(`The course team, too`)} <span class="size">${_(`%(count)s person`,`%(count)s people`,e)}</span></span></label>`}render(){let{segments:e}=this;return e?t`<fieldset>
      <div>
        <label class="label" for="who">${h(`To`)}</label>
        <select id="who" aria-invalid=${this.errors.length>0} aria-describedby="audience-error"
          @change=${e=>this.choose(e.target.value)}>
          ${this.offered(e).map(e=>t`<option value=${e} ?selected=${e===this.value.who}>${Se(e)}</option>`)}
        </select>
      </div>
      ${this.details(e)} ${this.team(e)} ${k(`audience`,this.errors)}
    </fieldset>`:n}};E([r({attribute:!1})],A.prototype,`courseId`,void 0),E([r({attribute:!1})],A.prototype,`segments`,void 0),E([r({attribute:!1})],A.prototype,`value`,void 0),E([r({attribute:!1})],A.prototype,`errors`,void 0);function Ce(e){return e.value.trim()===``?void 0:Number(e.value)}var j=class extends u{constructor(...e){super(...e),this.segments=null,this.count=0,this.subject=``,this.when=``}static{this.styles=[u.styles,O]}firstUpdated(){this.find(`dialog`)?.showModal(),this.find(`h3`)?.focus()}answer(e){this.find(`dialog`)?.close(),e&&this.dispatchEvent(new CustomEvent(`confirm`))}sayings(){let e=this.segments?.undo_seconds??0,r=this.segments?.announcements_url??``,i=_(`You can take it back for %(count)s second, and not after that.`,`You can take it back for %(count)s seconds, and not after that.`,e);return t`<p>${h(`Subject:`)} <strong dir="auto">${this.subject}</strong></p>
      <p>${this.when||i}</p>
      <p>${h(`It goes once, to those who are in the audience when it is sent. Whoever joins the course later will not see it.`)}</p>
      ${r?t`<p>${h(`Should it stay on the course page?`)} <a href=${this.client.resolve(r)}>${h(`Post an announcement instead`)}</a></p>`:n}`}render(){let{count:e,segments:r}=this,i=r?.course.name??``,a=this.when?_(`Schedule for %(count)s person`,`Schedule for %(count)s people`,e):_(`Send to %(count)s person`,`Send to %(count)s people`,e);return t`<dialog aria-labelledby="title" @close=${()=>this.dispatchEvent(new CustomEvent(`close`))}>
      <h3 id="title" tabindex="-1" dir="auto">${_(`Message %(count)s person in %(course)s?`,`Message %(count)s people in %(course)s?`,e,{course:i})}</h3>
      <div class="said">
        ${r?.ended?t`<p class="notice warn">${h(`This course ended on %(time)s. Those who were in it will still get this.`,{time:T(r.ended)})}</p>`:n}
        ${this.sayings()}
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${()=>this.answer(!0)}>${a}</button>
        <button type="button" class="outline" @click=${()=>this.answer(!1)}>${h(`Back to writing`)}</button>
      </div>
    </dialog>`}};E([r({attribute:!1})],j.prototype,`segments`,void 0),E([r({attribute:!1})],j.prototype,`count`,void 0),E([r({attribute:!1})],j.prototype,`subject`,void 0),E([r({attribute:!1})],j.prototype,`when`,void 0);function M(e){let{state:t,progress:n}=e;return t===`sending`||t===`scheduled`&&!N(e)||t===`sent`&&n.emails.pending>0}function N({state:e,undo_seconds:t,send_at:n}){return e===`scheduled`&&t<=0&&Date.parse(n)>Date.now()}function P(e){let{who:t,include_team:n}=e,r=n?{include_team:n}:{};switch(t){case`modes`:return e.modes?.length?{who:t,modes:e.modes,...r}:null;case`cohorts`:return e.cohorts?.length?{who:t,cohorts:e.cohorts,...r}:null;case`people`:return e.usernames?.length?{who:t,usernames:e.usernames}:null;case`inactive`:return F(e.days,1,3650)?{who:t,days:e.days,...r}:null;case`not_submitted`:return e.usage_key?{who:t,usage_key:e.usage_key,...r}:null;case`scored_below`:return e.usage_key&&F(e.score,1,100)?{who:t,usage_key:e.usage_key,score:e.score,...r}:null;default:return{who:t,...r}}}function F(e,t,n){return e!==void 0&&Number.isInteger(e)&&e>=t&&e<=n}function I(e,t){return t>0?Math.floor(Math.min(e,t)/t*100):100}function L(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function we(e,t){let n=new Intl.DateTimeFormat(`en-US`,{timeZone:t,hourCycle:`h23`,year:`numeric`,month:`numeric`,day:`numeric`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(e),r=e=>Number(n.find(t=>t.type===e)?.value);return Date.UTC(r(`year`),r(`month`)-1,r(`day`),r(`hour`),r(`minute`),r(`second`))}function Te(e,t){let n=Date.parse(`${e}Z`);if(!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(e)||Number.isNaN(n))return null;let r=n;for(let e=0;e<2;e+=1)r+=n-we(r,t);return new Date(r)}function Ee(e,t){return new Date(we(e.getTime(),t)).toISOString().slice(0,16)}function De(e,t){return h(`%(time)s, %(zone)s`,{time:new Intl.DateTimeFormat(g(),{dateStyle:`full`,timeStyle:`short`,timeZone:t}).format(e),zone:R(e,t)})}function R(e,t){return new Intl.DateTimeFormat(g(),{timeZone:t,timeZoneName:`long`}).formatToParts(e).find(({type:e})=>e===`timeZoneName`)?.value??t}function Oe(e,t){let n=36e5;return Ee(new Date(Math.ceil((e.getTime()+n)/n)*n),t)}function z(){let e=L();return{subject:``,body:``,audience:{who:`all`},notify:!0,recipient:null,attachments:[],attempt:null,later:!1,local:Oe(new Date,e),zone:e}}function ke(e){let{subject:t,body:n,audience:r,attachments:i,notify_email:a,send_at:o}=e,s=L();return{...z(),subject:t,body:n,audience:r,attachments:i,notify:a,later:!0,local:Ee(new Date(o),s),zone:s}}function Ae({subject:e,body:t,attachments:n}){return!e&&!t&&!n.length}function B({later:e,local:t,zone:n}){return e?Te(t,n):null}function je(e,t){let{subject:n,body:r,audience:i,notify:a}=e,o=B(e)?.toISOString();return{subject:n.trim(),body:r,attachments:t,audience:P(i),notify_email:a,...o&&{send_at:o}}}function Me(e,t){let n=t?ue(e)-t:0;return n>0?[_(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,n)]:[]}function Ne({who:e}){switch(e){case`modes`:case`cohorts`:return h(`Choose at least one.`);case`people`:return h(`Pick somebody.`);case`inactive`:return h(`Give a number of days, from 1 on.`);default:return h(`Choose an assignment, and a mark from 1 to 100.`)}}function Pe(e){if(!e.later)return[];let t=B(e);return t?t.getTime()<=Date.now()?[h(`That time is over. Choose a later one, or send it now.`)]:[]:[h(`Give a date and a time.`)]}function Fe(e,{config:t,segments:n,uploads:r}){let{subject:i,body:a,audience:o}=e,s={audience:P(o)?[]:[Ne(o)],subject:i.trim()?Me(i.trim(),n?.subject_max_length):[h(`Give it a subject.`)],body:a.trim()?Me(a,t?.message_max_length):[h(`Write something.`)],attachments:r.failed?[h(`A file could not be uploaded. Try it again or remove it.`)]:[],send_at:Pe(e)};return Object.fromEntries(Object.entries(s).filter(([,e])=>e.length))}function Ie({announcements_url:e,course:r,ended:i},a){return t`<div class="notice">
      <p>
        ${h(`A message to many goes once, to those who are in the course when it is sent. Answers come to you alone.`)}
        ${e?t`${h(`What should stay on the course page is an announcement:`)} <a href=${a(e)}>${h(`Post an announcement instead`)}</a>`:n}
      </p>
    </div>
    ${i?t`<p class="notice warn">${h(`%(course)s ended on %(time)s. Those who were in it will still get this.`,{course:r.name,time:T(i)})}</p>`:n}`}function Le({latest:e,problem:r,stale:i},a,o){if(r)return t`<p class="notice bad" role="alert">${r} <button type="button" class="quiet" @click=${o}>${h(`Try again`)}</button></p>`;let s=i||!e?h(`Counting…`):_(`%(count)s person will get it`,`%(count)s people will get it`,e?.count??0);return t`<p class="reach" role="status">${a?t`<strong>${s}</strong>`:n}</p>`}var Re=e`
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
`;function ze(e,n,{content:r,change:i}){return t`<label class="check"><input type="radio" name="when" .checked=${r.later===e} @change=${()=>i({later:e})} /><span>${n}</span></label>`}function Be({content:e,courseZone:r,change:i}){let a=L();if(!r||r===a)return n;let o=new Date,s=(n,r)=>t`<option value=${n} ?selected=${n===e.zone}>${r}</option>`;return t`<label>${h(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value})}>
      ${s(a,h(`Mine: %(zone)s`,{zone:R(o,a)}))} ${s(r,h(`The course’s: %(zone)s`,{zone:R(o,r)}))}
    </select></label>`}function Ve(e){let t=B(e);if(!t)return``;let n=h(`It will be sent on %(time)s.`,{time:De(t,e.zone)}),r=L();return e.zone===r?n:`${n} ${h(`For you, that is %(time)s.`,{time:De(t,r)})}`}function He(e){let{content:r,change:i,errors:a}=e;return t`<fieldset>
    <legend>${h(`When`)}</legend>
    <div class="row">${ze(!1,h(`Now`),e)} ${ze(!0,h(`Later`),e)}</div>
    ${r.later?t`<div class="row">
            <label>${h(`Date and time`)}
              <input type="datetime-local" id="send_at" .value=${r.local} aria-invalid=${!!a?.length} aria-describedby="send_at-error"
                @input=${e=>i({local:e.target.value})} /></label>
            ${Be(e)}
          </div>
          <p class="hint" role="status">${Ve(r)}</p>`:n}
    ${k(`send_at`,a)}
  </fieldset>`}function Ue(e,t){let n=t.selectionStart??t.value.length;t.focus(),t.setRangeText(`{${e}}`,n,t.selectionEnd??n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))}function We(e,r){return e.length?t`<div role="group" aria-label=${h(`Insert what differs from reader to reader`)}>
    <p class="hint">${h(`Insert what differs from reader to reader, such as:`)}</p>
    <div class="row">
      ${e.map(({name:e,label:i,example:a})=>t`<button type="button" class="outline field" title="{${e}}" @click=${()=>r(e)}>
          ${i}${a?t` <span class="dim" dir="auto">${a}</span>`:n}</button>`)}
    </div>
  </div>`:n}function Ge(e,r){if(!e?.empty_fields.length)return n;let i=e=>r.find(t=>t.name===e)?.label??e;return t`<div class="notice warn" role="status"><ul>
    ${e.empty_fields.map(({field:e,people:n})=>t`<li>${_(`%(count)s person has no “%(field)s”: there will be nothing in its place.`,`%(count)s people have no “%(field)s”: there will be nothing in its place.`,n,{field:i(e)})}</li>`)}
  </ul></div>`}var Ke=600,qe=class{constructor(e){this.host=e,this.latest=null,this.errors={},this.problem=``,this.stale=!1,this.timer=0,this.asked=0,this.content=``,e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}ask(e,t,n=Ke){let r=JSON.stringify(t);r!==this.content&&(this.content=r,this.asked+=1,clearTimeout(this.timer),this.stale=t!==null,t?this.timer=window.setTimeout(()=>void this.fetch(e,t,this.asked),n):this.latest=null,this.host.requestUpdate())}async fetch(e,t,n){try{let r=await e.post(`broadcasts/preview/`,t);n===this.asked&&Object.assign(this,{latest:r,errors:{},problem:``})}catch(e){n===this.asked&&this.failed(e)}n===this.asked&&(this.stale=!1,this.host.requestUpdate())}failed(e){this.errors=e instanceof o?e.fields:{},this.problem=Object.keys(this.errors).length?``:s(e),this.problem&&(this.content=``)}},V=[`audience`,`subject`,`body`,`attachments`,`send_at`],H=class extends u{constructor(...e){super(...e),this.courseId=``,this.broadcast=null,this.phase=`loading`,this.config=null,this.segments=null,this.content=z(),this.errors={},this.problem=``,this.word=``,this.busy=``,this.asking=!1,this.dragging=!1,this.replaced=null,this.uploads=new _e(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>Promise.resolve(this.courseId)}),()=>this.edit({attachments:this.uploads.attachments},`attachments`)),this.intake=ae(e=>this.uploads.add(e),()=>!this.busy,e=>this.dragging=e),this.online=new C(this),this.previewer=new qe(this),this.draft=new ie(this,()=>Ae(this.content)?null:this.content),this.last=`#body`}static{this.styles=[u.styles,re,O,Re]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courseId`)||e.has(`broadcast`)||e.has(`api`))&&this.load()}async load(){if(this.draft.flush(),Object.assign(this,{phase:`loading`,problem:``}),!this.courseId)return;let{broadcast:e,courseId:t}=this;try{let[n,r]=await Promise.all([l(this.client),this.client.get(`broadcasts/segments/`,{course_id:t})]);if(e!==this.broadcast||t!==this.courseId)return;Object.assign(this,{config:n,segments:r});let i=this.draft.take(n.me.username,e?`broadcast:${e.id}`:`broadcast:${t}`);this.fill(i??(e?ke(e):z())),this.phase=`ready`,this.focus()}catch(e){Object.assign(this,{phase:`failed`,problem:s(e)})}}fill(e){this.content=e,this.uploads.restore(e.attachments),this.look(0)}edit(e,...t){this.content={...this.content,...e},this.errors=Object.fromEntries(Object.entries(this.errors).filter(([e])=>!t.includes(e))),this.word=``,this.draft.touch(),this.look()}look(e){let{subject:t,body:n}=this.content,r=P(this.content.audience);this.previewer.ask(this.client,r&&{course_id:this.courseId,subject:t,body:n,audience:r},e)}errorsOf(e){return this.errors[e]??this.previewer.errors[e]??[]}isSound(){Object.assign(this,{problem:``,word:``}),this.errors={...Fe(this.content,{config:this.config,segments:this.segments,uploads:this.uploads})};let e=!V.some(e=>this.errorsOf(e).length)&&!this.uploads.busy;return e||this.toFirstError(),e}async toFirstError(){await this.updateComplete;let e=V.find(e=>this.errorsOf(e).length),t=e===`audience`?`proserva-audience`:e===`attachments`?`#body`:`#${e}`;e&&this.find(t)?.focus()}async ask(e){e.preventDefault(),!this.busy&&this.isSound()&&(this.asking=!0)}async test(){if(this.busy||!this.isSound())return;this.busy=`test`;let{subject:e,body:t,audience:n}=this.content;try{await this.client.post(`broadcasts/test/`,{course_id:this.courseId,subject:e,body:t,audience:P(n)}),this.word=h(`Sent to you alone: look at your messages and your email.`)}catch(e){this.refused(e)}finally{this.busy=``}}async send(){this.busy=`send`;let e=je(this.content,this.uploads.attachments.map(({id:e})=>e));try{let t=await(this.broadcast?this.client.patch(`broadcasts/${this.broadcast.id}/`,e):this.create(e));this.startAnew(),this.dispatchEvent(new CustomEvent(`done`,{detail:t}))}catch(e){this.refused(e)}finally{this.busy=``}}create(e){let t=c(e,this.content.attempt);return this.content={...this.content,attempt:t},this.draft.flush(),this.client.post(`broadcasts/`,{course_id:this.courseId,...e},t.key)}startAnew(){Object.assign(this,{content:z(),errors:{},replaced:null}),this.uploads.clear(),this.draft.flush()}refused(e){this.errors=e instanceof o?{...e.fields}:{};let t=Object.entries(this.errors).flatMap(([e,t])=>V.includes(e)?[]:t),n=V.some(e=>this.errors[e]);this.problem=[n?``:s(e),...t].join(` `).trim(),e instanceof o&&e.code===`idempotency_key_reused`&&(this.content={...this.content,attempt:null}),this.toFirstError()}use({subject:e,body:t}){let n=this.content;(n.subject||n.body)&&(this.replaced=n),this.edit({subject:e,body:t},`subject`,`body`)}putBack(){this.replaced&&this.edit({subject:this.replaced.subject,body:this.replaced.body}),this.replaced=null}insert(e){let t=this.find(this.last);t&&Ue(e,t)}head(){let e=this.broadcast?h(`Change a scheduled message`):h(`Message all students`),n=h(`Back`);return t`<div class="top">
      <button type="button" class="round flip" aria-label=${n} title=${n} @click=${()=>this.dispatchEvent(new CustomEvent(`leave`))}>${v}</button>
      <h2 tabindex="-1">${e}</h2>
    </div>`}subject(){let e=this.errorsOf(`subject`);return t`<div>
      <label class="label" for="subject">${h(`Subject`)}</label>
      <input type="text" id="subject" dir=${this.content.subject?`auto`:n} autocomplete="off" aria-invalid=${e.length>0} aria-describedby="subject-error"
        .value=${this.content.subject} @focus=${()=>this.last=`#subject`}
        @input=${e=>this.edit({subject:e.target.value},`subject`)} />
      ${k(`subject`,e)}
    </div>`}text(){return t`<div @focusin=${e=>e.target.id===`body`&&(this.last=`#body`)}>
      ${ve({value:this.content.body,label:h(`Message`),config:this.config,uploads:this.uploads,intake:this.intake,hovering:this.dragging,errors:this.errorsOf(`body`),readonly:this.busy===`send`,edit:e=>this.edit({body:e},`body`),find:e=>this.find(e)})}
      ${k(`attachments`,this.errorsOf(`attachments`))}
    </div>`}templates(){let{subject:e,body:r}=this.content;return t`<proserva-broadcast-templates .api=${this.api} .courseId=${this.courseId} .subject=${e} .body=${r}
        @use=${({detail:e})=>this.use(e)}></proserva-broadcast-templates>
      ${this.replaced?t`<p class="notice" role="status">${h(`The template has taken the place of what was written.`)}
            <button type="button" class="quiet" @click=${this.putBack}>${h(`Put it back`)}</button></p>`:n}`}fields(e){let{audience:n,notify:r}=this.content;return t`<div class="fields">
      ${Ie(e,e=>this.client.resolve(e))}
      <proserva-audience .api=${this.api} .courseId=${this.courseId} .segments=${e} .value=${n} .errors=${this.errorsOf(`audience`)}
        @change=${({detail:e})=>this.edit({audience:e},`audience`)}></proserva-audience>
      ${Le(this.previewer,!!P(n),()=>this.look(0))} ${this.templates()} ${this.subject()} ${this.text()}
      ${We(e.fields,e=>this.insert(e))} ${Ge(this.previewer.latest,e.fields)}
      <label class="check"><input type="checkbox" .checked=${r} @change=${e=>this.edit({notify:e.target.checked})} />
        <span>${h(`By email, too, to those who want emails`)}</span></label>
      ${He({content:this.content,courseZone:e.time_zone,errors:this.errors.send_at,change:e=>this.edit(e,`send_at`)})}
    </div>`}notice(){let e=this.online.now?this.problem:h(`You are offline. Your draft is kept.`);return e?t`<p class="notice ${this.problem?`bad`:``}" role=${this.problem?`alert`:`status`}>${e}</p>`:this.word?t`<p class="notice" role="status">${this.word}</p>`:n}actions(){let e=this.busy===`send`?h(`Sending…`):this.uploads.busy?h(`Uploading…`):this.content.later?h(`Schedule…`):h(`Send…`);return t`<div class="end">${this.notice()}
      <div class="actions">
        <button type="submit" class="primary flip" ?disabled=${!!this.busy||this.uploads.busy}>${S}${e}</button>
        <button type="button" class="outline" ?disabled=${!!this.busy} @click=${this.test}>${this.busy===`test`?h(`Sending…`):h(`Send to me first`)}</button>
      </div>
    </div>`}confirmation(){return t`<proserva-broadcast-confirm .api=${this.api} .segments=${this.segments} .count=${this.previewer.latest?.count??0}
      .subject=${this.content.subject} .when=${Ve(this.content)} @confirm=${()=>void this.send()}
      @close=${()=>this.asking=!1}></proserva-broadcast-confirm>`}render(){return this.phase===`loading`?t`${this.head()}${m(6)}`:this.phase===`failed`||!this.segments?t`${this.head()}${p(this.problem,()=>void this.load())}`:t`${this.head()}
      <form class="columns" novalidate @submit=${this.ask}>
        ${this.fields(this.segments)}
        <proserva-broadcast-preview .api=${this.api} .preview=${this.previewer.latest} .stale=${this.previewer.stale}
          .attachments=${this.uploads.attachments}></proserva-broadcast-preview>
        ${this.actions()}
      </form>
      ${this.asking?this.confirmation():n}`}};E([r({attribute:!1})],H.prototype,`courseId`,void 0),E([r({attribute:!1})],H.prototype,`broadcast`,void 0),E([i()],H.prototype,`phase`,void 0),E([i()],H.prototype,`config`,void 0),E([i()],H.prototype,`segments`,void 0),E([i()],H.prototype,`content`,void 0),E([i()],H.prototype,`errors`,void 0),E([i()],H.prototype,`problem`,void 0),E([i()],H.prototype,`word`,void 0),E([i()],H.prototype,`busy`,void 0),E([i()],H.prototype,`asking`,void 0),E([i()],H.prototype,`dragging`,void 0),E([i()],H.prototype,`replaced`,void 0);function U(e){switch(e.state){case`scheduled`:return{words:N(e)?h(`Scheduled`):h(`About to be sent`),mood:``};case`sending`:return{words:h(`Sending`),mood:``};case`sent`:return{words:h(`Sent`),mood:`good`};case`cancelled`:return{words:h(`Cancelled`),mood:``};case`stopped`:return{words:h(`Stopped`),mood:`bad`}}}function Je(e){let{state:t,progress:n,stopped_reason:r,send_at:i}=e,{total:a,in_bell:o}=n;switch(t){case`scheduled`:return N(e)?h(`It will be sent on %(time)s.`,{time:T(i)}):h(`It is about to be sent.`);case`sending`:return h(`It is being sent. You may leave this page: sending goes on.`);case`sent`:return _(`It is in the messages of %(count)s person.`,`It is in the messages of %(count)s people.`,o);case`cancelled`:return h(`It was cancelled. Nobody got it.`);case`stopped`:return`${r||h(`It was stopped.`)} ${h(`%(reached)s of %(total)s people have it.`,{reached:o,total:a})}`}}function Ye(e,t){return h(`%(part)s of %(whole)s (%(percent)s)`,{part:e,whole:t,percent:new Intl.NumberFormat(g(),{style:`percent`}).format(I(e,t)/100)})}function Xe({skipped_reason:e}){switch(e){case`unenrolled`:return h(`Left out: no longer enrolled`);case`retired`:return h(`Left out: has left this site`);case`inactive`:return h(`Left out: the account is not active`);default:return h(`Left out`)}}var Ze=4,Qe=60,W=class extends u{constructor(...e){super(...e),this.courseId=``,this.broadcasts=null,this.cursor=null,this.error=null,this.problem=``,this.busy=!1,this.deep=!1,this.online=new C(this),this.poller=new fe(()=>this.refresh(),()=>this.broadcasts?.some(M)?Ze:Qe)}static{this.styles=[u.styles,O,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop()),this.courseId&&this.poller.start()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){e.has(`courseId`)&&this.courseId&&(Object.assign(this,{broadcasts:null,cursor:null,deep:!1}),this.poller.start(),e.get(`courseId`)&&this.poller.now())}fetch(e){return this.client.get(`broadcasts/`,{course_id:this.courseId,cursor:e})}async refresh(){let e=this.courseId;try{let t=await this.fetch(null);if(e!==this.courseId)return;let n=new Set(t.results.map(({id:e})=>e)),r=this.deep?(this.broadcasts??[]).filter(({id:e})=>!n.has(e)):[];this.broadcasts=[...t.results,...r],this.deep||(this.cursor=t.next_cursor),this.error=null}catch(e){throw this.broadcasts||(this.error=e),e}}async more(){Object.assign(this,{busy:!0,problem:``});try{let e=await this.fetch(this.cursor),t=new Set(this.broadcasts?.map(({id:e})=>e));this.broadcasts=[...this.broadcasts??[],...e.results.filter(({id:e})=>!t.has(e))],this.cursor=e.next_cursor,this.deep=!0,await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`.subject`)[t.size]?.focus()}catch(e){this.problem=s(e)}finally{this.busy=!1}}facts({audience_text:e,began:r,mine:i,progress:a,sender:o,send_at:s}){let{in_bell:c,seen:l,emails:u}=a;return t`<div class="small dim">${[i?h(`by you`):h(`by %(name)s`,{name:w(o)}),T(s),e,r?h(`Opened by %(seen)s of %(reached)s`,{seen:l,reached:c}):_(`%(count)s person`,`%(count)s people`,a.total),u.failed?_(`%(count)s email failed`,`%(count)s emails failed`,u.failed):``].filter(Boolean).map((e,r)=>t`${r?` · `:n}<bdi>${e}</bdi>`)}</div>`}row(e){let{words:r,mood:i}=U(e);return t`<li>
      <div class="line">
        <button type="button" class="subject" @click=${()=>this.dispatchEvent(new CustomEvent(`open`,{detail:e.id}))}><bdi>${e.subject}</bdi></button>
        <span class="state-chip ${i}">${r}</span>
      </div>
      ${this.facts(e)} ${e.state===`stopped`?t`<p class="error">${Je(e)}</p>`:n}
    </li>`}failure(){return this.error instanceof o&&this.error.status===404?f(b,h(`This is for the course team.`)):p(s(this.error),()=>this.poller.now())}content(){let{broadcasts:e}=this;return this.error?this.failure():e?e.length?t`<ul>${e.map(e=>this.row(e))}</ul>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy?h(`Loading…`):h(`Load more`)}</button>`:n}`:t`${f(b,h(`Nothing was sent to all yet`),h(`Write once, and everybody in the course gets it. Answers come to you alone.`))}
        <p class="state"><button type="button" class="primary" @click=${()=>this.dispatchEvent(new CustomEvent(`write`))}>${h(`Message all students`)}</button></p>`:m(4)}render(){return t`<div class="top"><h2 tabindex="-1">${h(`Messages to many`)}</h2></div>
      ${this.online.now?n:t`<p class="notice" role="status">${h(`You are offline. This may be out of date.`)}</p>`} ${this.content()}`}};E([r({attribute:!1})],W.prototype,`courseId`,void 0),E([i()],W.prototype,`broadcasts`,void 0),E([i()],W.prototype,`cursor`,void 0),E([i()],W.prototype,`error`,void 0),E([i()],W.prototype,`problem`,void 0),E([i()],W.prototype,`busy`,void 0);var G=class extends u{constructor(...e){super(...e),this.preview=null,this.attachments=[],this.stale=!1,this.face=`web`}static{this.styles=[u.styles,d,e`
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
      .title { display: block; margin-block-end: 4px; }
      .files { display: grid; gap: 4px; margin-block-start: 8px; font-size: var(--fs-s); }
      .files li { display: flex; gap: 8px; align-items: center; }
      .email { padding: 0; }
      .email p { padding: 10px 16px; border-block-end: 1px solid var(--line); font-size: var(--fs-s); }
      iframe { display: block; inline-size: 100%; block-size: 460px; border: 0; background: #fff; }
    `]}tab(e,n){let r=this.face===e;return t`<button type="button" role="tab" id="tab-${e}" aria-selected=${r} aria-controls="panel" tabindex=${r?0:-1}
      @click=${()=>this.face=e}>${n}</button>`}async moved(e){(e.key===`ArrowLeft`||e.key===`ArrowRight`)&&(e.preventDefault(),this.face=this.face===`web`?`email`:`web`,await this.updateComplete,this.find(`#tab-${this.face}`)?.focus())}web({subject:e,html:r}){return t`<div class="bubble">
      <strong class="title" dir="auto">${e||h(`(no subject yet)`)}</strong>
      ${r?t`<div class="body" dir="auto">${a(r)}</div>`:t`<p class="dim">${h(`What you write is shown here.`)}</p>`}
      ${this.attachments.length?t`<ul class="files" aria-label=${h(`Files`)}>${this.attachments.map(({name:e})=>t`<li>${y}<span dir="auto">${e}</span></li>`)}</ul>`:n}
    </div>`}email({subject:e,email_html:n}){let r=e||h(`(no subject yet)`);return t`<p><span class="dim">${h(`Subject:`)}</span> <bdi>${r}</bdi></p>
      <iframe sandbox="" srcdoc=${n} title=${h(`The email`)} tabindex="0"></iframe>`}render(){let{face:e,preview:n}=this,r=n?.sample;return t`<section aria-labelledby="title" aria-busy=${this.stale}>
      <h3 id="title">${r?h(`As %(name)s will see it`,{name:w(r)}):h(`As a learner will see it`)}</h3>
      <div class="tabs" role="tablist" aria-labelledby="title" @keydown=${this.moved}>
        ${this.tab(`web`,h(`In their messages`))} ${this.tab(`email`,h(`Email`))}
      </div>
      <div id="panel" class="panel ${e}" role="tabpanel" aria-labelledby="tab-${e}" tabindex="0">
        ${n?e===`web`?this.web(n):this.email(n):t`<p class="dim">${h(`Loading…`)}</p>`}
      </div>
    </section>`}};E([r({attribute:!1})],G.prototype,`preview`,void 0),E([r({attribute:!1})],G.prototype,`attachments`,void 0),E([r({attribute:!1})],G.prototype,`stale`,void 0),E([i()],G.prototype,`face`,void 0);var $e=e`
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
`,et=300,K=class extends u{constructor(...e){super(...e),this.broadcastId=0,this.revision=``,this.rows=null,this.cursor=null,this.query=``,this.filter=``,this.error=``,this.problem=``,this.stale=!1,this.busy=!1,this.asked=0,this.timer=0}static{this.styles=[u.styles,$e]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){e.has(`broadcastId`)&&Object.assign(this,{rows:null,query:``,filter:``}),(e.has(`broadcastId`)||e.has(`revision`))&&this.reload()}get params(){return{state:this.filter,q:this.query.trim()}}fetch(e){return this.client.get(`broadcasts/${this.broadcastId}/recipients/`,{...this.params,cursor:e})}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;Object.assign(this,{error:``,problem:``,stale:!0,busy:!1});try{let t=await this.fetch(null);e===this.asked&&Object.assign(this,{rows:t.results,cursor:t.next_cursor,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:s(t),rows:null})}}async more(){let{asked:e}=this,t=this.rows?.length??0;Object.assign(this,{busy:!0,problem:``});try{let n=await this.fetch(this.cursor);if(e!==this.asked)return;Object.assign(this,{rows:[...this.rows??[],...n.results],cursor:n.next_cursor}),await this.updateComplete,n.next_cursor||this.renderRoot.querySelectorAll(`th[scope=row]`)[t]?.focus()}catch(t){e===this.asked&&(this.problem=s(t))}finally{e===this.asked&&(this.busy=!1)}}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),et)}choose(e){this.filter=e.target.value,this.reload()}get download(){return this.client.resolve(`broadcasts/${this.broadcastId}/recipients/?${new URLSearchParams({...this.params,format:`csv`})}`)}filters(){let e=h(`Search by name`),r=[[``,h(`Everybody`)],[`seen`,h(`Have opened it`)],[`unseen`,h(`Have not opened it`)],[`email_sent`,h(`Emailed`)],[`email_failed`,h(`Email failed`)],[`email_pending`,h(`Email waiting`)],[`email_skipped`,h(`No email`)],[`email_unknown`,h(`Email unclear`)],[`skipped`,h(`Left out`)]];return t`<div class="tools">
      <div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      <label class="filter"><span>${h(`Show`)}</span><select @change=${this.choose}>
        ${r.map(([e,n])=>t`<option value=${e} ?selected=${e===this.filter}>${n}</option>`)}
      </select></label>
      <a class="button outline" href=${this.download} download>${h(`Download as CSV`)}</a>
    </div>`}seen(e){let{seen_at:n}=e;return n?t`<time datetime=${n}>${T(n)}</time>`:t`<span class="dim">${h(`Not yet`)}</span>`}got(e){let{in_bell_at:n,state:r}=e;return r===`skipped`?t`<span class="dim">${Xe(e)}</span>`:n?t`<time datetime=${n}>${T(n)}</time>`:t`<span class="dim">${h(`Queued`)}</span>`}email({email:e}){if(!e)return t`<span class="dim">–</span>`;let r=me(e);return t`<span class=${e.state===`failed`?`bad`:``}>${pe(e)}</span>${r?t`<span class="why small dim" dir="auto">${r}</span>`:n}`}row(e){let{person:r}=e,i=(e,n)=>t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`;return t`<tr role="row">
      <th role="rowheader" scope="row" tabindex="-1"><span class="person">${de(r,e=>this.client.resolve(e))}
        <span class="names"><span class="name" dir="auto">${w(r)}</span>${r?t`<span class="small dim"><bdi>${r.username}</bdi></span>`:n}</span></span></th>
      ${i(h(`In the bell`),this.got(e))} ${i(h(`Opened`),e.state===`skipped`?t`<span class="dim">–</span>`:this.seen(e))}
      ${i(h(`Email`),this.email(e))}
    </tr>`}table(e){let r=[h(`Name`),h(`In the bell`),h(`Opened`),h(`Email`)];return t`<table role="table" aria-label=${h(`Who got it`)} aria-busy=${this.stale}>
        <thead role="rowgroup"><tr role="row">${r.map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}</tr></thead>
        <tbody role="rowgroup">${e.map(e=>this.row(e))}</tbody>
      </table>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>${this.busy?h(`Loading…`):h(`Load more`)}</button>`:n}`}content(){let{rows:e}=this;return this.error?p(this.error,()=>void this.reload()):e?e.length?this.table(e):this.filter||this.query.trim()?f(x,h(`Nobody matches`)):f(x,h(`Nobody has it yet`)):m(6)}count(){let e=this.rows?.length??0;return!e||this.stale?``:this.cursor?h(`The first %(count)s`,{count:e}):_(`%(count)s person`,`%(count)s people`,e)}render(){return t`<h3>${h(`Who got it`)}</h3>
      ${this.filters()}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`}};E([r({attribute:!1})],K.prototype,`broadcastId`,void 0),E([r({attribute:!1})],K.prototype,`revision`,void 0),E([i()],K.prototype,`rows`,void 0),E([i()],K.prototype,`cursor`,void 0),E([i()],K.prototype,`query`,void 0),E([i()],K.prototype,`filter`,void 0),E([i()],K.prototype,`error`,void 0),E([i()],K.prototype,`problem`,void 0),E([i()],K.prototype,`stale`,void 0),E([i()],K.prototype,`busy`,void 0);var tt=e`
  .progress { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; font-size: var(--fs-s); }
  .progress .part { font-variant-numeric: tabular-nums; color: var(--muted); }
  .track { grid-column: 1 / -1; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--tint); border: 1px solid var(--control); }
  .track i { display: block; block-size: 100%; background: var(--primary); transition: inline-size 0.4s; forced-color-adjust: none; }
`;function nt(e,n,r){let i=Ye(n,r);return t`<div class="progress">
    <span aria-hidden="true">${e}</span><span class="part" aria-hidden="true">${i}</span>
    <div class="track" role="progressbar" aria-label=${e} aria-valuemin="0" aria-valuemax=${r} aria-valuenow=${Math.min(n,r)}
      aria-valuetext=${i}><i style="inline-size:${I(n,r)}%"></i></div>
  </div>`}var q=1,rt=15,it=60,J=class extends u{constructor(...e){super(...e),this.broadcastId=0,this.broadcast=null,this.error=null,this.problem=``,this.word=``,this.busy=!1,this.sure=!1,this.left=0,this.retried=0,this.timer=0,this.deadline=0,this.pause=q,this.online=new C(this),this.poller=new fe(()=>this.refresh(),()=>this.seconds())}static{this.styles=[u.styles,d,O,tt,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop(),()=>clearInterval(this.timer)),this.broadcastId&&this.poller.start()}focus(){this.updateComplete.then(()=>(this.find(`#undo`)??this.find(`h2`))?.focus())}willUpdate(e){e.has(`broadcastId`)&&this.broadcastId&&(this.broadcast?.id===this.broadcastId?this.take(this.broadcast):this.broadcast=null,this.poller.start())}seconds(){let{broadcast:e}=this;return e?this.left?this.left+q:M(e)?this.pause:it:q}async refresh(){try{let e=await this.client.get(`broadcasts/${this.broadcastId}/`),t=JSON.stringify(e.progress)===JSON.stringify(this.broadcast?.progress)&&e.state===this.broadcast?.state;this.pause=t?Math.min(this.pause*1.5,rt):q,this.take(e)}catch(e){throw(!this.broadcast||e instanceof o&&e.status===404)&&(this.error=e),e}}take(e){Object.assign(this,{broadcast:e,error:null});let{state:t,undo_seconds:n}=e;this.deadline=t===`scheduled`?Date.now()+n*1e3:0,clearInterval(this.timer),this.count()&&(this.timer=window.setInterval(()=>this.tick(),1e3))}count(){let e=this.shadowRoot?.activeElement?.id===`undo`;return this.left=Math.max(0,Math.round((this.deadline-Date.now())/1e3)),!this.left&&e&&this.focus(),this.left>0}tick(){this.count()||(clearInterval(this.timer),this.pause=q,this.poller.now())}async act(e){if(!this.busy){Object.assign(this,{busy:!0,problem:``,word:``});try{let t=await this.client.post(`broadcasts/${this.broadcastId}/${e}/`,{});e===`retry`?this.retrying(t.retried??0):this.take(t)}catch(e){this.problem=s(e)}finally{Object.assign(this,{busy:!1,sure:!1})}this.pause=q,this.poller.now(),this.focus()}}retrying(e){this.retried+=1,this.word=_(`%(count)s email will be tried again.`,`%(count)s emails will be tried again.`,e)}undo(){return this.left<=0?n:t`<div class="undo">
      <p aria-hidden="true">${_(`It will be sent in %(count)s second.`,`It will be sent in %(count)s seconds.`,this.left)}</p>
      <button type="button" class="primary" id="undo" aria-describedby="undo-hint" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${h(`Undo`)}</button>
      <span id="undo-hint" hidden>${h(`Takes it back before anybody gets it.`)}</span>
    </div>`}later(e){return!e.mine||!N(e)?n:this.sure?t`<div class="actions">
        <button type="button" class="primary" id="sure" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${h(`Cancel for good`)}</button>
        <button type="button" class="quiet" @click=${()=>this.sure=!1}>${h(`Keep it`)}</button>
      </div>`:t`<div class="actions">
      <button type="button" class="outline" @click=${()=>this.dispatchEvent(new CustomEvent(`edit`,{detail:e}))}>${h(`Edit`)}</button>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`send_now`)}>${h(`Send now`)}</button>
      <button type="button" class="quiet" @click=${this.askToCancel}>${h(`Cancel it`)}</button>
    </div>`}async askToCancel(){this.sure=!0,await this.updateComplete,this.find(`#sure`)?.focus()}bars({notify_email:e,progress:r}){let{emails:i,in_bell:a,skipped:o,total:s}=r,c=i.sent+i.failed+i.skipped+i.unknown+i.digest;return t`<div class="bars">
      ${nt(h(`In the bell`),a+o,s)} ${e?nt(h(`Emails dealt with`),c,c+i.pending):n}
    </div>`}figures({notify_email:e,progress:n}){let{emails:r,in_bell:i,seen:a,skipped:o,total:s}=n;return t`<dl>
      ${[[h(`Queued`),Math.max(0,s-i-o),!0],[h(`In the bell`),i,!0],[h(`Opened`),a,!0],[h(`Left out`),o,o>0],[h(`Emailed`),r.sent,e],[h(`Emails waiting`),r.pending,e&&r.pending>0],[h(`In a daily email`),r.digest,r.digest>0],[h(`Want no email`),r.skipped,r.skipped>0],[h(`Emails failed`),r.failed,e,r.failed>0],[h(`Emails unclear`),r.unknown,r.unknown>0]].flatMap(([e,n,r,i])=>r?t`<div><dt>${e}</dt><dd class=${i?`bad`:``}>${n}</dd></div>`:[])}
    </dl>`}retry({mine:e,progress:r}){let{failed:i}=r.emails;if(!i||!e)return n;let a=_(`Try %(count)s failed email again`,`Try %(count)s failed emails again`,i);return t`<div class="actions"><button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`retry`)}>${a}</button></div>`}written({attachments:e,body_html:r}){return t`<details>
      <summary>${h(`What was written`)}</summary>
      <div class="body" dir="auto">${a(r)}</div>
      ${e.length?t`<ul class="files">${e.map(({name:e,url:n})=>t`<li><a href=${this.client.resolve(n)} download=${e}>${y}<span dir="auto">${e}</span></a></li>`)}</ul>`:n}
    </details>`}outcome(e){if(!e.began)return n;let{emails:r,seen:i,in_bell:a}=e.progress,o=[e.state,e.state===`sending`?``:a,r.pending===0,r.failed,i,this.retried].join();return t`${this.bars(e)} ${this.figures(e)} ${this.retry(e)}
      <proserva-broadcast-report .api=${this.api} .broadcastId=${e.id} .revision=${o}></proserva-broadcast-report>`}facts({audience_text:e,mine:r,notify_email:i,progress:a,sender:o,send_at:s}){return t`<p class="facts">${[e,_(`%(count)s person`,`%(count)s people`,a.total),r?``:h(`by %(name)s`,{name:w(o)}),T(s),i?``:h(`without emails`)].filter(Boolean).map((e,r)=>t`${r?t`<span aria-hidden="true">·</span>`:n}<bdi>${e}</bdi>`)}</p>`}head(e){let r=h(`Back to all messages`);return t`<div class="top">
      <button type="button" class="round flip" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent(`leave`))}>${v}</button>
      <h2 tabindex="-1" dir="auto">${e}</h2>
      ${this.broadcast?t`<span class="state-chip ${U(this.broadcast).mood}">${U(this.broadcast).words}</span>`:n}
    </div>`}failure(){return this.error instanceof o&&this.error.status===404?f(b,h(`This message is not there, or not for you`)):p(s(this.error),()=>this.poller.now())}render(){let{broadcast:e}=this;return this.error?t`${this.head(h(`Message to many`))}${this.failure()}`:e?t`${this.head(e.subject)}
      <div class="all">
        ${this.facts(e)} ${this.online.now?n:t`<p class="notice" role="status">${h(`You are offline. This may be out of date.`)}</p>`}
        <p role="status" class=${e.state===`stopped`?`error`:``}>${Je(e)} ${this.word}</p>
        ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
        ${e.mine?this.undo():n} ${this.later(e)} ${this.written(e)} ${this.outcome(e)}
      </div>`:t`${this.head(h(`Message to many`))}${m(5)}`}};E([r({attribute:!1})],J.prototype,`broadcastId`,void 0),E([r({attribute:!1})],J.prototype,`broadcast`,void 0),E([i()],J.prototype,`error`,void 0),E([i()],J.prototype,`problem`,void 0),E([i()],J.prototype,`word`,void 0),E([i()],J.prototype,`busy`,void 0),E([i()],J.prototype,`sure`,void 0),E([i()],J.prototype,`left`,void 0),E([i()],J.prototype,`retried`,void 0);var Y=class extends u{constructor(...e){super(...e),this.courseId=``,this.subject=``,this.body=``,this.open=!1,this.templates=null,this.error=``,this.problem=``,this.errors={},this.word=``,this.changing=null,this.deleting=0,this.busy=!1}static{this.styles=[u.styles,O,e`
      .panel { display: grid; gap: 12px; margin-block-start: 8px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding-block: 8px; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1 1 180px; min-inline-size: 0; display: grid; line-height: 1.35; }
      .what strong, .what span { text-align: -webkit-match-parent; text-align: match-parent; }
      .change { flex: 1 1 100%; display: grid; gap: 10px; }
      textarea { min-block-size: 120px; resize: vertical; }
    `]}async toggle(){this.open=!this.open,this.open&&!this.templates&&await this.load()}async load(){Object.assign(this,{error:``,templates:null});try{this.templates=(await this.client.get(`broadcasts/templates/`,{course_id:this.courseId})).results}catch(e){this.error=s(e)}}async attempt(e){if(this.busy)return!1;Object.assign(this,{busy:!0,problem:``,word:``,errors:{}});try{return await e(),!0}catch(e){return this.errors=e instanceof o?e.fields:{},this.problem=Object.keys(this.errors).length?``:s(e),!1}finally{this.busy=!1}}async keep(){let e=this.find(`#name`),t=e?.value.trim()??``;if(!t)return this.errors={name:[h(`Give it a name.`)]},e?.focus();await this.attempt(async()=>{let{courseId:e,subject:n,body:r}=this,i=await this.client.post(`broadcasts/templates/`,{course_id:e,name:t,subject:n,body:r});this.templates=[...this.templates??[],i].sort((e,t)=>e.name.localeCompare(t.name)),this.word=h(`Kept as “%(name)s”.`,{name:t})})&&e&&(e.value=``)}async save(e){e.preventDefault();let{changing:t}=this;if(!t)return;let{name:n,subject:r,body:i}=t;await this.attempt(async()=>{let e=await this.client.patch(`broadcasts/templates/${t.id}/`,{name:n,subject:r,body:i});this.templates=this.templates?.map(t=>t.id===e.id?e:t)??null,this.word=h(`Saved.`)})&&await this.endChange()}async endChange(){let e=this.changing?.id;this.changing=null,await this.updateComplete,this.find(`#edit-${e}`)?.focus()}async discard({id:e,name:t}){await this.attempt(async()=>{await this.client.remove(`broadcasts/templates/${e}/`),this.templates=this.templates?.filter(t=>t.id!==e)??null,this.word=h(`“%(name)s” was deleted.`,{name:t})}),this.deleting=0,await this.updateComplete,this.find(`#toggle`)?.focus()}async askToDelete(e){this.deleting=e,await this.updateComplete,this.find(`#delete-${e}`)?.focus()}use(e){this.open=!1,this.dispatchEvent(new CustomEvent(`use`,{detail:e})),this.find(`#toggle`)?.focus()}async change(e){this.changing=e,await this.updateComplete,this.find(`#change-name`)?.focus()}buttons(e){let{id:n,name:r}=e;if(this.deleting===n)return t`<button type="button" class="outline" id="delete-${n}" ?disabled=${this.busy} @click=${()=>void this.discard(e)}>${h(`Delete for good`)}</button>
        <button type="button" class="quiet" @click=${()=>this.deleting=0}>${h(`Keep it`)}</button>`;let i=e=>`${e}: ${r}`;return t`<button type="button" class="outline" aria-label=${i(h(`Use`))} @click=${()=>this.use(e)}>${h(`Use`)}</button>
      <button type="button" class="quiet" id="edit-${n}" aria-label=${i(h(`Edit`))} @click=${()=>void this.change(e)}>${h(`Edit`)}</button>
      <button type="button" class="quiet" aria-label=${i(h(`Delete`))} @click=${()=>void this.askToDelete(n)}>${h(`Delete`)}</button>`}field(e,n,r=!1){let i=this.changing?.[e]??``,a=t=>{this.changing&&={...this.changing,[e]:t.target.value}},o=`change-${e}`;return t`<div>
      <label class="label" for=${o}>${n}</label>
      ${r?t`<textarea id=${o} dir="auto" aria-describedby="${o}-error" .value=${i} @input=${a}></textarea>`:t`<input type="text" id=${o} dir="auto" aria-describedby="${o}-error" .value=${i} @input=${a} />`}
      ${k(o,this.errors[e])}
    </div>`}changeForm(){return t`<div class="change">
      ${this.field(`name`,h(`Name`))} ${this.field(`subject`,h(`Subject`))} ${this.field(`body`,h(`Message`),!0)}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.busy} @click=${this.save}>${h(`Save`)}</button>
        <button type="button" class="quiet" @click=${this.endChange}>${h(`Cancel`)}</button>
      </div>
    </div>`}row(e){return this.changing?.id===e.id?t`<li>${this.changeForm()}</li>`:t`<li>
      <span class="what"><strong dir="auto">${e.name}</strong><span class="small dim ellipsis" dir="auto">${e.subject}</span></span>
      ${this.buttons(e)}
    </li>`}keepForm(){return this.changing?n:!this.subject.trim()&&!this.body.trim()?t`<p class="hint">${h(`What you write below can be kept here, to be used again.`)}</p>`:t`<div>
      <label class="label" for="name">${h(`Keep what is written as a template`)}</label>
      <div class="row">
        <input type="text" id="name" dir="auto" style="flex:1 1 180px;inline-size:auto" placeholder=${h(`Name`)} aria-describedby="name-error"
          @keydown=${e=>{e.key===`Enter`&&(e.preventDefault(),this.keep())}} />
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.keep}>${h(`Keep`)}</button>
      </div>
      ${k(`name`,this.errors.name)}
    </div>`}panel(){return this.error?p(this.error,()=>void this.load()):this.templates?t`${this.templates.length?t`<ul aria-label=${h(`Templates`)}>${this.templates.map(e=>this.row(e))}</ul>`:t`<p class="dim">${h(`There are no templates yet.`)}</p>`}
      ${this.keepForm()} ${this.problem?t`<p class="error" role="alert">${this.problem}</p>`:n}`:m(2)}render(){return t`<button type="button" class="outline" id="toggle" aria-expanded=${this.open} aria-controls=${this.open?`panel`:n} @click=${this.toggle}>
        ${h(`Templates`)}</button>
      <span class="vh" role="status">${this.word}</span>
      ${this.open?t`<div id="panel" class="panel">${this.panel()} ${this.word?t`<p class="small" aria-hidden="true">${this.word}</p>`:n}</div>`:n}`}};E([r({attribute:!1})],Y.prototype,`courseId`,void 0),E([r({attribute:!1})],Y.prototype,`subject`,void 0),E([r({attribute:!1})],Y.prototype,`body`,void 0),E([i()],Y.prototype,`open`,void 0),E([i()],Y.prototype,`templates`,void 0),E([i()],Y.prototype,`error`,void 0),E([i()],Y.prototype,`problem`,void 0),E([i()],Y.prototype,`errors`,void 0),E([i()],Y.prototype,`word`,void 0),E([i()],Y.prototype,`changing`,void 0),E([i()],Y.prototype,`deleting`,void 0),E([i()],Y.prototype,`busy`,void 0);var at=50,X=class extends u{constructor(...e){super(...e),this.courseId=``,this.usernames=[],this.people=null,this.error=``,this.known=new Map}static{this.styles=[u.styles,e`
      .label { display: block; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
      ul { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 8px; }
      li { display: flex; align-items: center; max-inline-size: 100%; padding-inline-start: 14px; border: 1px solid var(--line); border-radius: 22px; background: var(--soft); font-size: var(--fs-s); }
    `]}willUpdate(e){e.has(`courseId`)&&this.courseId&&this.load()}async load(){this.error=``;try{this.usernames.length&&await this.list({usernames:this.usernames.join(`,`)}),this.people=await this.list({})}catch(e){this.error=s(e)}}async list(e){let{results:t}=await this.client.recipients(this.courseId,e);return t.forEach(e=>this.known.set(e.username,w(e))),t}change(e){this.usernames=e,this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}async takeOut(e){this.change(this.usernames.filter(t=>t!==e)),await this.updateComplete,this.find(`proserva-people`)?.focus()}row(e){let n=this.known.get(e)??e;return t`<li>
      <span class="ellipsis" dir="auto">${n}</span>
      <button type="button" class="round" aria-label=${h(`Remove %(name)s`,{name:n})} @click=${()=>void this.takeOut(e)}>${ce}</button>
    </li>`}render(){if(this.error)return p(this.error,()=>void this.load());let e=(this.people??[]).filter(({username:e})=>!this.usernames.includes(e)),r=(this.people?.length??0)>=at,i=h(`Add somebody`);return t`<span class="label" aria-hidden="true">${i}</span>
      <proserva-people .api=${this.api} .label=${i} .people=${e}
        .search=${r?e=>this.list({q:e}).then(e=>e.filter(({username:e})=>!this.usernames.includes(e))):null}
        @pick=${({detail:e})=>this.change([...this.usernames,e.username])}></proserva-people>
      <span class="vh" role="status">${_(`%(count)s person picked`,`%(count)s people picked`,this.usernames.length)}</span>
      ${this.usernames.length?t`<ul aria-label=${h(`Picked`)}>${this.usernames.map(e=>this.row(e))}</ul>`:n}`}};E([r({attribute:!1})],X.prototype,`courseId`,void 0),E([r({attribute:!1})],X.prototype,`usernames`,void 0),E([i()],X.prototype,`people`,void 0),E([i()],X.prototype,`error`,void 0);function ot(e){let t=new URLSearchParams(e.search).get(`broadcast`);return t===`list`?``:t&&/^(new|\d{1,15}(\/edit)?)$/.test(t)?t:null}function st(e){let t=new URL(location.href);return e===null?t.searchParams.delete(`broadcast`):t.searchParams.set(`broadcast`,e||`list`),t.pathname+t.search+t.hash}var Z=class extends u{constructor(...e){super(...e),this.courseId=``,this.place=null}static{this.styles=[u.styles,e`
      :host { container-type: inline-size; }
      .bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; margin-block-end: 16px; border-block-end: 1px solid var(--line); padding-block-end: 10px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; }
      nav button[aria-current] { background: var(--tint); }
      @container (max-width: 479px) { .primary { flex: 1 1 100%; } nav { flex: 1; } nav button { flex: 1; padding-inline: 8px; } }
    `]}connectedCallback(){super.connectedCallback();let e=()=>this.place=ot(location);window.addEventListener(`popstate`,e),this.whileConnected(()=>window.removeEventListener(`popstate`,e)),e()}go(e){e!==this.place&&history.pushState(null,``,st(e)),this.place=e;let t=this.find(`proserva-broadcast-view`);this.updateComplete.then(()=>(t??this.find(`proserva-broadcast-view`))?.focus())}tab(e,r){return t`<button type="button" class="quiet" aria-current=${e===null==(this.place===null)?`true`:n} @click=${()=>this.go(e)}>${r}</button>`}went(e){e.preventDefault(),this.go(e.detail)}render(){return t`<div class="bar">
        <nav aria-label=${h(`Show`)}>${this.tab(null,h(`Students`))} ${this.tab(``,h(`Messages to many`))}</nav>
        ${this.place===`new`?n:t`<button type="button" class="primary flip" @click=${()=>this.go(`new`)}>${S}${h(`Message all students`)}</button>`}
      </div>
      <div ?hidden=${this.place!==null}><slot></slot></div>
      ${this.place===null?n:t`<proserva-broadcast-view .api=${this.api} .courseId=${this.courseId} .place=${this.place} @go=${this.went}></proserva-broadcast-view>`}`}};E([r({attribute:!1})],Z.prototype,`courseId`,void 0),E([i()],Z.prototype,`place`,void 0);var ct={"proserva-chosen-people":X,"proserva-audience":A,"proserva-broadcast-confirm":j,"proserva-broadcast-preview":G,"proserva-broadcast-templates":Y,"proserva-broadcast-form":H,"proserva-broadcast-report":K,"proserva-broadcast-status":J,"proserva-broadcast-list":W,"proserva-broadcast-view":D,"proserva-roster-tools":Z};function lt(e){return t`<thead role="rowgroup">
    <tr role="row">
      ${[h(`Name`),...e?[h(`Cohort`)]:[],h(`Progress`),h(`Last contact`)].map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${h(`Message`)}</span></th>
    </tr>
  </thead>`}function Q(e,n){return t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`}function ut(e,n){let r=w(e);return t`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    ${de(e,n)}
    <span class="names"><span class="name" dir="auto">${r}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function dt(e){if(e===null)return t`<span class="dim">–</span>`;let n=Math.min(Math.max(e,0),1),r=new Intl.NumberFormat(g(),{style:`percent`}).format(Math.floor(n*100+1e-9)/100);return t`<span class="progress"><span class="bar" aria-hidden="true"><i style="inline-size:${n*100}%"></i></span><span>${r}</span></span>`}function ft(e,n){let{last_contact:r,thread:i}=e;if(!r)return t`<span class="dim">${h(`None yet`)}</span>`;let a=t`<time datetime=${r} title=${he(r)}>${ge(r)}</time>`;if(!i)return a;let o=h(`%(time)s, open the conversation with %(name)s`,{time:ge(r),name:w(e)});return t`<a href="${n}?thread=${i}" target=${oe()} aria-label=${o}>${a}</a>`}function pt(e,r,i){return t`<button type="button" class="outline" data-write=${e.username} aria-expanded=${r} aria-controls=${r?`panel`:n}
    aria-label=${h(`Message %(name)s`,{name:w(e)})} @click=${i}>${b}${h(`Message`)}</button>`}function mt(e,{cohorts:r,inbox:i,resolve:a,composer:o,write:s}){return t`<tr role="row" class=${o?`open`:``}>
      ${ut(e,a)} ${r?Q(h(`Cohort`),t`<bdi>${e.cohort??`–`}</bdi>`):n}
      ${Q(h(`Progress`),dt(e.progress))} ${Q(h(`Last contact`),ft(e,i))}
      <td role="cell" class="act">${pt(e,o!==null,s)}</td>
    </tr>
    ${o?t`<tr role="row" class="under"><td role="cell" colspan=${r?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&s()}}>
          <h2 id="title" class="vh">${h(`Message %(name)s`,{name:w(e)})}</h2>
          ${o}
        </section></td></tr>`:n}`}var ht=e`
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
`,gt=300,_t=400,$=class extends u{constructor(...e){super(...e),this.courseId=``,this.people=null,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.cursor=null,this.error=null,this.problem=``,this.stale=!1,this.busy=!1,this.writing=``,this.asked=0,this.timer=0,this.online=new C(this)}static{this.styles=[u.styles,ht]}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(Object.assign(this,{people:null,cohorts:[],query:``,cohort:``,writing:``}),this.reload())}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,stale:!0,busy:!1}),this.courseId)try{let[t,n]=await Promise.all([this.fetch(null),l(this.client)]);if(e!==this.asked)return;let r=t.cohorts??this.cohorts;Object.assign(this,{people:t.results,cursor:t.next_cursor,cohorts:r,config:n,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:t,people:null})}}fetch(e){let t={q:this.query.trim(),cohort:this.cohort,cursor:e};return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`,t)}async more(){let{asked:e}=this;Object.assign(this,{busy:!0,problem:``});try{let t=await this.fetch(this.cursor);if(e!==this.asked)return;await this.add(t)}catch(t){e===this.asked&&(this.problem=s(t))}finally{e===this.asked&&(this.busy=!1)}}async add({results:e,next_cursor:t}){let n=new Set(this.people?.map(({username:e})=>e)),r=e.filter(({username:e})=>!n.has(e));this.people=[...this.people??[],...r],this.cursor=t,await this.updateComplete,t||this.renderRoot.querySelectorAll(`th[scope=row]`)[n.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),gt)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),_t)}sent(e,{thread:t}){let n=new Date().toISOString(),r=r=>r.username===e?{...r,thread:t,last_contact:n}:r;this.people=this.people?.map(r)??null}filters(){let e=h(`Search by name`);return t`<div class="tools">
      <div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():n}
    </div>`}cohortChoice(){return t`<label class="cohorts"><span>${h(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${h(`All cohorts`)}</option>
        ${this.cohorts.map(e=>t`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let n=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),r=this.client.resolve(this.config?.inbox_url??``);return t`<table role="table" aria-label=${h(`Enrolled`)} aria-busy=${this.stale}>
      ${lt(n)}
      <tbody role="rowgroup">
        ${e.map(e=>mt(e,{cohorts:n,inbox:r,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username)}))}
      </tbody>
    </table>`}composer(e){return t`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}failure(){return this.error instanceof o&&this.error.status===404?f(b,h(`This is for the course team.`)):p(s(this.error),()=>void this.reload())}content(){let{people:e}=this;return this.error?this.failure():e?!e.length&&!this.cursor?this.query.trim()||this.cohort?f(x,h(`Nobody matches`)):f(b,h(`Nobody is enrolled yet`)):t`${this.table(e)} ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>
            ${this.busy?h(`Loading…`):h(`Load more`)}
          </button>`:n}`:m(8)}count(){let e=this.people?.length??0;return!e||this.stale?``:this.cursor?h(`The first %(count)s`,{count:e}):_(`%(count)s person`,`%(count)s people`,e)}render(){return this.error instanceof o&&this.error.status===404?this.failure():t`<proserva-roster-tools .api=${this.api} .courseId=${this.courseId}>
      ${this.filters()}
      ${this.online.now?n:t`<p class="notice" role="status">${h(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}
    </proserva-roster-tools>`}};E([r({attribute:!1})],$.prototype,`courseId`,void 0),E([i()],$.prototype,`people`,void 0),E([i()],$.prototype,`cohorts`,void 0),E([i()],$.prototype,`config`,void 0),E([i()],$.prototype,`query`,void 0),E([i()],$.prototype,`cohort`,void 0),E([i()],$.prototype,`cursor`,void 0),E([i()],$.prototype,`error`,void 0),E([i()],$.prototype,`problem`,void 0),E([i()],$.prototype,`stale`,void 0),E([i()],$.prototype,`busy`,void 0),E([i()],$.prototype,`writing`,void 0);var vt={...ct,"proserva-roster-view":$};for(let[e,t]of Object.entries(vt))customElements.get(e)||customElements.define(e,t)})();