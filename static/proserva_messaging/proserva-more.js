(function(){var e=proservaMessaging.css,t=proservaMessaging.html,n=proservaMessaging.nothing,r=proservaMessaging.svg,i=proservaMessaging.property,a=proservaMessaging.state,o=proservaMessaging.repeat,s=proservaMessaging.unsafeHTML,c=proservaMessaging.ApiError,l=proservaMessaging.errorText,u=proservaMessaging.attemptFor,d=proservaMessaging.getConfig,ee=proservaMessaging.dismiss,f=proservaMessaging.ProservaElement,p=proservaMessaging.bodyStyles,te=proservaMessaging.counter,ne=proservaMessaging.fileList,re=proservaMessaging.hint,ie=proservaMessaging.markBar,ae=proservaMessaging.composeStyles,oe=proservaMessaging.DraftKeeper,se=proservaMessaging.fileIntake,m=proservaMessaging.empty,h=proservaMessaging.failed,g=proservaMessaging.loading,ce=proservaMessaging.linkTarget,le=proservaMessaging.reportHeight,_=proservaMessaging.gettext,v=proservaMessaging.language,y=proservaMessaging.ngettext,ue=proservaMessaging.backIcon,de=proservaMessaging.checkIcon,fe=proservaMessaging.chevronIcon,pe=proservaMessaging.clipIcon,me=proservaMessaging.closeIcon,he=proservaMessaging.fileIcon,ge=proservaMessaging.icon,b=proservaMessaging.messageIcon,_e=proservaMessaging.peopleIcon,x=proservaMessaging.searchIcon,ve=proservaMessaging.sendIcon,ye=proservaMessaging.applyMark,be=proservaMessaging.textLength,S=proservaMessaging.Online,C=proservaMessaging.avatar,xe=proservaMessaging.others,Se=proservaMessaging.peopleCount,w=proservaMessaging.personName,Ce=proservaMessaging.roleName,we=proservaMessaging.Poller,Te=proservaMessaging.emailWords,Ee=proservaMessaging.reasonOf,T=proservaMessaging.dateTime,De=proservaMessaging.dayAndYear,Oe=proservaMessaging.fileSize,ke=proservaMessaging.fullTime,Ae=proservaMessaging.relativeTime,je=proservaMessaging.Uploads;function Me(e,t){let[n,r]=e.map(w),i=e.length-1,a=[...e.length===2?[n,r]:[n,i>0?y(`%(count)s other`,`%(count)s others`,i):``],...t.map(({name:e})=>_(`everybody in %(cohort)s`,{cohort:e}))];return new Intl.ListFormat(v(),{type:`conjunction`}).format(a.filter(e=>e!==void 0&&e!==``))}function Ne(e,t,n){return e?t===`none`?_(`%(names)s will see only what is written from now on, and no earlier message or file.`,{names:e}):_(`%(names)s will see everything that was written here since %(date)s, with all files.`,{names:e,date:De(n.created)}):``}function Pe({thread:e,chosen:r,names:i,invalid:a,pick:o}){let s=[[`none`,_(`Only what is written from now on`)],[`all`,_(`Everything that was written here since %(date)s`,{date:De(e.created)})]];return t`<fieldset role="radiogroup" aria-invalid=${a} aria-describedby=${a?`history-error`:n}>
      <legend>${_(`What will they see?`)}</legend>
      ${s.map(([e,n])=>t`<label class="check"><input type="radio" name="history" value=${e} .checked=${r===e}
          @change=${()=>o(e)} /><span>${n}</span></label>`)}
    </fieldset>
    <p class="told" role="status" dir="auto">${r?Ne(i,r,e):n}</p>`}var E=e`
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
`;function Fe(e){let t=e instanceof c?Object.values(e.fields).flat():[];return t.length?t.join(` `):l(e)}var D=class{constructor(e){this.host=e,this.busy=``,this.failed=``,this.text=``,e.addController(this)}hostConnected(){this.forget()}forget(){Object.assign(this,{failed:``,text:``}),this.host.requestUpdate()}async run(e,t){if(this.busy)return!1;this.forget(),this.busy=e;try{return await t(),!0}catch(t){return this.fail(e,Fe(t)),!1}finally{this.busy=``,this.host.requestUpdate()}}fail(e,t){Object.assign(this,{failed:e,text:t}),this.host.requestUpdate()}has(e){return this.failed===e}error(e){return this.has(e)?t`<p class="error" role="alert" id="${e}-error">${this.text}</p>`:n}};function O(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}function k(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var A=class extends f{constructor(...e){super(...e),this.detail=null,this.me=``,this.people=null,this.failure=``,this.whom=[],this.cohorts=[],this.keepInStep=!1,this.history=null,this.tries=new D(this)}static{this.styles=[f.styles,E,e`
      .told { padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); font-size: var(--fs-s); }
      .told:empty { display: none; }
      .part { gap: 14px; }
    `]}get thread(){return this.detail}connectedCallback(){super.connectedCallback(),this.history=this.thread.kind===`direct`?null:`none`,this.load()}updated(e){e.has(`people`)&&this.people&&this.find(`proserva-people`)?.focus()}async load(){this.failure=``;try{this.people=await this.search(``)}catch(e){this.failure=l(e)}}async search(e){return(await this.client.recipients(this.thread.course.id,{q:e,exclude_thread:this.thread.id})).results}async add(e){e.preventDefault();let{whom:t,cohorts:n,history:r,keepInStep:i}=this;if(!t.length&&!n.length)return this.stop(`usernames`,_(`Choose whom to add.`),`proserva-people`);if(!r)return this.stop(`history`,_(`Say first what they will see.`),`[name=history]`);let a=n.length?{cohorts:n.map(({id:e})=>e),keep_in_step:i}:{usernames:t.map(({username:e})=>e)};await this.tries.run(`add`,async()=>{let e=`threads/${this.thread.id}/participants/`;O(this,`changed`,await this.client.post(e,{...a,history:r}))})&&O(this,`added`,Me(t,n))}stop(e,t,n){this.tries.fail(e,t),this.find(n)?.focus()}pressed(e){e.key!==`Escape`||e.defaultPrevented||(e.preventDefault(),e.stopPropagation(),O(this,`cancel`))}warning(){return this.thread.kind===`direct`?t`<p class="notice">${_(`Until now this was a private conversation between you and %(name)s. Both of you will see a line that says who was added, and what they see.`,{name:xe(this.thread,this.me).map(w).join(`, `)})}</p>`:n}whomField(e){let n=_(`Whom to add`);return t`<div>
      <proserva-people .api=${this.api} .label=${n} .people=${e} .values=${this.whom} .multiple=${!0} .invalid=${this.tries.has(`usernames`)}
        .search=${e=>this.search(e)} @pick=${e=>{this.whom=e.detail,this.tries.forget()}}></proserva-people>
      ${this.tries.error(`usernames`)}
    </div>`}cohortField(){return t`<proserva-cohort-choice .api=${this.api} .courseId=${this.thread.course.id} .chosen=${this.cohorts.map(({id:e})=>e)}
      .keepInStep=${this.keepInStep} .canFollow=${this.thread.can.keep_in_step} @pick=${({detail:e})=>Object.assign(this,e)}></proserva-cohort-choice>`}form(e){let r=e=>{this.history=e,this.tries.forget()},i=this.whom.length||this.cohorts.length?Me(this.whom,this.cohorts):``;return t`<form class="part" novalidate @submit=${this.add} @keydown=${this.pressed}>
      <h3>${_(`Add people`)}</h3>
      ${this.warning()} ${this.cohorts.length?n:this.whomField(e)} ${this.whom.length?n:this.cohortField()}
      ${Pe({thread:this.thread,chosen:this.history,names:i,invalid:this.tries.has(`history`),pick:r})}
      ${this.tries.error(`history`)} ${this.tries.error(`add`)}
      <div class="row">
        <button type="submit" class="primary" ?disabled=${!!this.tries.busy}>${this.tries.busy?_(`Adding…`):_(`Add`)}</button>
        <button type="button" class="quiet" @click=${()=>O(this,`cancel`)}>${_(`Cancel`)}</button>
      </div>
    </form>`}render(){return this.failure?h(this.failure,()=>void this.load()):this.people?this.form(this.people):g(5)}};k([i({attribute:!1})],A.prototype,`detail`,void 0),k([i({attribute:!1})],A.prototype,`me`,void 0),k([a()],A.prototype,`people`,void 0),k([a()],A.prototype,`failure`,void 0),k([a()],A.prototype,`whom`,void 0),k([a()],A.prototype,`cohorts`,void 0),k([a()],A.prototype,`keepInStep`,void 0),k([a()],A.prototype,`history`,void 0);function Ie(){return _(`Whoever joins the cohort later joins this group, and whoever leaves it leaves; a line says so each time. Those added by name stay.`)}var j=class extends f{constructor(...e){super(...e),this.courseId=``,this.chosen=[],this.keepInStep=!1,this.canFollow=!0,this.cohorts=[]}static{this.styles=[f.styles,E]}willUpdate(e){e.has(`courseId`)&&this.courseId&&this.load()}async load(){let{courseId:e}=this,t=`courses/${encodeURIComponent(e)}/cohorts/`,{results:n}=await this.client.get(t).catch(()=>({results:[]}));e===this.courseId&&(this.cohorts=n)}pick(e,t){let n=this.cohorts.filter(({id:t})=>e.includes(t));this.dispatchEvent(new CustomEvent(`pick`,{detail:{cohorts:n,keepInStep:t&&n.length>0}}))}row({id:e,name:n,size:r}){return t`<label class="check"><input type="checkbox" .checked=${this.chosen.includes(e)} @change=${t=>{let n=this.chosen.filter(t=>t!==e);this.pick(t.target.checked?[...n,e]:n,this.keepInStep)}} />
      <span><bdi>${n}</bdi> <span class="dim">· ${Se(r)}</span></span></label>`}step(){return t`<label class="check"><input type="checkbox" aria-describedby="step-hint" .checked=${this.keepInStep} @change=${e=>this.pick(this.chosen,e.target.checked)} />
        <span>${_(`Keep in step with the cohort`)}</span></label>
      <p class="hint" id="step-hint">${Ie()}</p>`}render(){return this.cohorts.length?t`<fieldset>
      <legend>${_(`Whole cohorts`)}</legend>
      ${this.cohorts.map(e=>this.row(e))} ${this.chosen.length&&this.canFollow?this.step():n}
    </fieldset>`:n}};k([i({attribute:!1})],j.prototype,`courseId`,void 0),k([i({attribute:!1})],j.prototype,`chosen`,void 0),k([i({attribute:!1})],j.prototype,`keepInStep`,void 0),k([i({attribute:!1})],j.prototype,`canFollow`,void 0),k([a()],j.prototype,`cohorts`,void 0);var Le=class extends f{constructor(...e){super(...e),this.courseId=``,this.choice=null,this.people=0}static{this.styles=[f.styles,E,e`
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
    `]}change(e){O(this,`choice`,{title:``,cohorts:[],keepInStep:!1,...this.choice,...e})}words(){return this.people>1||this.choice?.cohorts.length?_(`This starts a group with Group Chat on: everybody in it sees who is in it and everything that is written. You are its owner and can add and remove people later.`):_(`Choose at least two people, or a cohort, to start a group.`)}render(){let{choice:e}=this;return e?t`<section aria-label=${_(`Group`)}>
      <p class="small">${this.words()}</p>
      <label class="field">${_(`Name of the group (optional)`)}
        <input type="text" dir="auto" maxlength="255" .value=${e.title}
          @input=${e=>this.change({title:e.target.value})} /></label>
      <proserva-cohort-choice .api=${this.api} .courseId=${this.courseId} .chosen=${e.cohorts} .keepInStep=${e.keepInStep}
        @pick=${({detail:{cohorts:e,keepInStep:t}})=>this.change({cohorts:e.map(({id:e})=>e),keepInStep:t})}
      ></proserva-cohort-choice>
    </section>`:n}};k([i({attribute:!1})],Le.prototype,`courseId`,void 0),k([i({attribute:!1})],Le.prototype,`choice`,void 0),k([i({attribute:!1})],Le.prototype,`people`,void 0);function Re({text:e,yes:n,busy:r,go:i,keep:a}){return t`<div class="ask" role="group" aria-label=${n} @keydown=${e=>{e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),a())}}>
    <p dir="auto">${e}</p>
    <div class="row">
      <button type="button" class="outline danger yes" ?disabled=${r} @click=${i}>${n}</button>
      <button type="button" class="quiet" @click=${a}>${_(`Cancel`)}</button>
    </div>
  </div>`}var ze=class extends f{constructor(...e){super(...e),this.detail=null,this.closing=!1,this.tries=new D(this)}static{this.styles=[f.styles,E]}set(e,t){return this.tries.run(e,async()=>{O(this,`changed`,await this.client.patch(`threads/${this.detail?.id}/`,t))})}async turn(e,t){let n=e.target;await this.set(t,{[t]:n.checked})||(n.checked=!!this.detail?.[t])}flagWords({kind:e,group_chat:t,can:n}){return _(e===`direct`?t?`People can be added to this conversation. Until the first one is, it stays between the two of you.`:n.set_group_chat?`This conversation is always between the two of you. Switch Group Chat on to be able to add people.`:`This conversation is always between the two of you. Only its owner could switch Group Chat on.`:`People can be added to this conversation.`)}flag(e){return t`<div class="part">
      <label class="switch"><input type="checkbox" role="switch" aria-describedby="flag-hint" .checked=${e.group_chat}
        ?disabled=${!e.can.set_group_chat||!!this.tries.busy} @change=${e=>void this.turn(e,`group_chat`)} />
        <span>${_(`Group Chat`)}</span></label>
      <p class="hint" id="flag-hint">${this.flagWords(e)}</p>
      ${this.tries.error(`group_chat`)}
    </div>`}rule(e,n,r){return t`<label class="check"><input type="checkbox" .checked=${e[n]} ?disabled=${!!this.tries.busy}
        @change=${e=>void this.turn(e,n)} /><span>${r}</span></label>
      ${this.tries.error(n)}`}rules(e){return t`<div class="part"><fieldset>
      <legend>${_(`What members may do`)}</legend>
      ${this.rule(e,`members_may_add`,_(`Add people`))} ${this.rule(e,`members_may_remove`,_(`Remove people`))}
      <p class="hint">${_(`You can say otherwise for single people, in the list above.`)}</p>
    </fieldset></div>`}steps({cohorts:e,can:r}){if(!e.length)return n;let i=e.some(e=>e.in_step),a=e.map(({name:e})=>e).join(`, `);return r.keep_in_step?t`<div class="part">
      <label class="check"><input type="checkbox" aria-describedby="steps-hint" .checked=${i} ?disabled=${!!this.tries.busy} @change=${async e=>{let t=e.target;await this.set(`keep_in_step`,{keep_in_step:t.checked})||(t.checked=i)}} />
        <span>${_(`Keep in step with: %(names)s`,{names:a})}</span></label>
      <p class="hint" id="steps-hint">${Ie()}</p>
      ${this.tries.error(`keep_in_step`)}
    </div>`:i?t`<p class="part hint">${_(`Kept in step with: %(names)s`,{names:a})}</p>`:n}async open(e){this.closing=e,await this.updateComplete,this.find(e?`.yes`:`.end`)?.focus()}async close(e){await this.set(`closed`,{closed:e})&&await this.open(!1)}ending({closed:e}){let n={text:_(`Nobody will be able to write here until it is reopened. Everybody can still read.`),yes:_(`Close to new messages`),busy:!!this.tries.busy,go:()=>void this.close(!0),keep:()=>void this.open(!1)};return t`<div class="part">
      ${e?t`<p class="hint">${_(`This conversation is closed: nobody can write here.`)}</p>
            <div><button type="button" class="outline end" ?disabled=${!!this.tries.busy} @click=${()=>void this.close(!1)}>${_(`Reopen`)}</button></div>`:this.closing?Re(n):t`<div><button type="button" class="outline end" @click=${()=>void this.open(!0)}>${_(`Close to new messages`)}</button></div>`}
      ${this.tries.error(`closed`)}
    </div>`}render(){let{detail:e}=this;if(!e)return n;let r=e.group_chat||e.kind===`group`;return t`${e.kind===`direct`||e.can.set_group_chat?this.flag(e):n} ${r&&e.can.set_permissions?this.rules(e):n} ${this.steps(e)}
    ${e.can.close?this.ending(e):n}`}};k([i({attribute:!1})],ze.prototype,`detail`,void 0),k([a()],ze.prototype,`closing`,void 0);function Be(e,t){return _(e===null?t?`As for all members: allowed`:`As for all members: not allowed`:e?`Allowed`:`Not allowed`)}function Ve(e,n,r,i,{busy:a,change:o}){let s=e[`own_${n}`];return t`<label class="field">${r}
    <select ?disabled=${a} @change=${e=>{let{value:t}=e.target;o({[n]:t===`null`?null:t===`true`})}}>
      ${[null,!0,!1].map(e=>t`<option value=${String(e)} .selected=${e===s}>${Be(e,i)}</option>`)}
    </select>
  </label>`}function He(e,r){let{detail:i}=r;return!i.can.set_permissions||e.thread_role===`owner`?n:t`<div class="rights">
    ${Ve(e,`may_add`,_(`Adding people`),i.members_may_add,r)}
    ${Ve(e,`may_remove`,_(`Removing people`),i.members_may_remove,r)}
  </div>`}function Ue(e,{asking:t,busy:r,change:i,remove:a,ask:o}){if(!t)return n;let s=w(e),[c,l,u]={remove:[_(`%(name)s keeps what they have read until now, gets nothing new, and sees that you removed them.`,{name:s}),_(`Remove %(name)s`,{name:s}),a],hand_over:[_(`%(name)s becomes the owner, and you become a member. Only they can give it back.`,{name:s}),_(`Hand over to %(name)s`,{name:s}),()=>i({hand_over:!0})],step_down:[_(`You become a member. Only another owner can make you an owner again.`),_(`Step down as owner`),()=>i({role:`member`})]}[t];return Re({text:c,yes:l,busy:r,go:u,keep:()=>o(null)})}function We(e,r){let{detail:i,mine:a,busy:o,ask:s,change:c}=r,l=e.thread_role===`member`;return t`<div class="row">
    ${e.can.make_owner&&!a?t`<button type="button" class="outline" ?disabled=${o} @click=${()=>c({role:`owner`})}>${_(`Make an owner`)}</button>`:n}
    ${i.can.hand_over&&!a&&l?t`<button type="button" class="outline" data-deed="hand_over" @click=${()=>s(`hand_over`)}>${_(`Hand over to them`)}</button>`:n}
    ${a&&!l?t`<button type="button" class="outline" data-deed="step_down" @click=${()=>s(`step_down`)}>${_(`Step down as owner`)}</button>`:n}
    ${e.can.remove&&!a?t`<button type="button" class="outline danger" data-deed="remove" @click=${()=>s(`remove`)}>${_(`Remove`)}</button>`:n}
  </div>`}function Ge(e){let r=e.thread_role===`owner`?``:Ke(e);return t`<div class="small dim">
    <bdi>${Ce(e.role)}</bdi> · <time datetime=${e.joined} title=${ke(e.joined)}>${_(`since %(date)s`,{date:De(e.joined)})}</time>
    ${r?t`· <bdi>${r}</bdi>`:n}
  </div>`}function Ke({may_add:e,may_remove:t}){return e&&t?_(`may add and remove people`):e?_(`may add people`):t?_(`may remove people`):``}function qe(e,{detail:t,mine:n}){return t.kind===`group`?n?e.thread_role===`owner`&&t.can.hand_over:e.can.remove||e.can.make_owner||e.thread_role===`member`&&(t.can.set_permissions||t.can.hand_over):!1}function Je(e,r){let{mine:i,open:a,asking:o,error:s,resolve:c,unfold:l}=r,u=w(e),d=_(`Manage %(name)s`,{name:u});return t`<li tabindex="-1" data-name=${e.username}>
    <div class="person">
      ${C(e,c)}
      <div class="who">
        <div><span class="name" dir="auto">${u}</span> ${i?t`<span class="small dim">${_(`(you)`)}</span>`:n}
          ${e.thread_role===`owner`?t`<span class="tag">${_(`Owner`)}</span>`:n}</div>
        ${Ge(e)}
      </div>
      ${qe(e,r)?t`<button type="button" class="round fold" aria-expanded=${a} aria-label=${d} title=${d} @click=${l}>${fe}</button>`:n}
    </div>
    ${a?t`<div class="manage">${He(e,r)} ${o?Ue(e,r):We(e,r)} ${s}</div>`:n}
  </li>`}var Ye=e`
  :host { padding: 4px 16px 12px; container-type: inline-size; }
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
`,Xe=300,M=class extends f{constructor(...e){super(...e),this.detail=null,this.me=``,this.people=null,this.cursor=null,this.query=``,this.error=``,this.busy=!1,this.open=``,this.asking=null,this.asked=0,this.timer=0,this.tries=new D(this)}static{this.styles=[f.styles,E,Ye]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){let t=e.get(`detail`);e.has(`detail`)&&this.detail&&t?.participant_count!==this.detail.participant_count&&this.reload()}fetch(e,t){return this.client.get(`threads/${this.detail?.id}/participants/`,{q:e,cursor:t})}async reload(){clearTimeout(this.timer);let e=this.asked+=1;this.error=``;try{let t=await this.fetch(this.query.trim(),null);e===this.asked&&Object.assign(this,{people:t.results,cursor:t.next_cursor})}catch(t){e===this.asked&&Object.assign(this,{error:l(t),people:null})}}async more(){let{asked:e}=this,t=new Set(this.people?.map(({username:e})=>e));this.busy=!0,await this.tries.run(`more`,async()=>{let n=await this.fetch(this.query.trim(),this.cursor);e===this.asked&&(this.people=[...this.people??[],...n.results.filter(({username:e})=>!t.has(e))],this.cursor=n.next_cursor)}),this.busy=!1,await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`li`)[t.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),Xe)}async unfold(e){this.tries.forget(),Object.assign(this,{open:this.open===e?``:e,asking:null})}async ask(e){let t=this.asking;this.tries.forget(),this.asking=e,await this.updateComplete,this.find(e?`.yes`:`[data-deed=${t}]`)?.focus()}path(e){return`threads/${this.detail?.id}/participants/${encodeURIComponent(e)}/`}async change(e,t){await this.tries.run(e,async()=>{await this.client.patch(this.path(e),t),await Promise.all([...new Set([e,this.me])].map(e=>this.renew(e))),await this.refresh()})&&(this.asking=null,await this.updateComplete,(`role`in t||`hand_over`in t)&&this.find(`[data-name="${CSS.escape(e)}"]`)?.focus())}async takeOut(e){let t=this.people?.findIndex(t=>t.username===e)??0;if(!await this.tries.run(e,async()=>{await this.client.remove(this.path(e)),this.people=this.people?.filter(t=>t.username!==e)??null,await this.refresh()}))return;Object.assign(this,{open:``,asking:null}),await this.updateComplete;let n=[...this.renderRoot.querySelectorAll(`li`)];(n[Math.min(t,n.length-1)]??this.find(`ul`))?.focus()}async refresh(){O(this,`changed`,await this.client.get(`threads/${this.detail?.id}/`))}async renew(e){let{results:t}=await this.fetch(e,null),n=t.find(t=>t.username===e);n&&(this.people=this.people?.map(t=>t.username===e?n:t)??null)}field(){let e=_(`Search people`);return t`<div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
      .value=${this.query} @input=${this.search} /></div>`}content(e){let{people:r}=this;return this.error?h(this.error,()=>void this.reload()):r?r.length?t`<ul aria-label=${_(`People`)} tabindex="-1">
        ${r.map(t=>Je(t,{detail:e,mine:t.username===this.me,open:t.username===this.open,asking:this.asking,busy:!!this.tries.busy,error:this.tries.error(t.username),resolve:e=>this.client.resolve(e),unfold:()=>void this.unfold(t.username),ask:e=>void this.ask(e),change:e=>void this.change(t.username,e),remove:()=>void this.takeOut(t.username)}))}
      </ul>
      ${this.tries.error(`more`)}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy?_(`Loading…`):_(`Show more`)}</button>`:n}`:m(x,_(`Nobody by that name.`)):g(4)}render(){let{detail:e}=this;if(!e)return n;let r=this.query.trim()&&this.people&&!this.cursor?this.people.length:e.participant_count;return t`${e.kind===`group`?this.field():n}
      <p class="hint count" role="status">${this.people?Se(r):n}</p>
      ${this.content(e)}`}};k([i({attribute:!1})],M.prototype,`detail`,void 0),k([i({attribute:!1})],M.prototype,`me`,void 0),k([a()],M.prototype,`people`,void 0),k([a()],M.prototype,`cursor`,void 0),k([a()],M.prototype,`query`,void 0),k([a()],M.prototype,`error`,void 0),k([a()],M.prototype,`busy`,void 0),k([a()],M.prototype,`open`,void 0),k([a()],M.prototype,`asking`,void 0);var Ze=150,Qe=8,$e=/(?:^|[\s([{"'“«])@([\p{L}\p{N}_.+-]{0,40})$/u;function et(e,t){return $e.exec(e.slice(0,t))?.[1]??null}var tt=class extends f{constructor(...e){super(...e),this.thread=``,this.me=``,this.found=[],this.active=0,this.query=null,this.timer=0,this.area=null,this.close=()=>{clearTimeout(this.timer),Object.assign(this,{query:null,found:[],active:0})},this.typed=()=>{let{area:e}=this,t=e?et(e.value,e.selectionStart):null;if(t===null)return this.close();clearTimeout(this.timer),this.query=t,this.timer=window.setTimeout(()=>void this.ask(t),Ze)},this.pressed=e=>{if(!this.found.length||e.isComposing||e.ctrlKey||e.metaKey||e.altKey)return;let t={ArrowDown:1,ArrowUp:this.found.length-1}[e.key],n=this.found[this.active];if(t)this.active=(this.active+t)%this.found.length;else if((e.key===`Enter`||e.key===`Tab`)&&n)this.take(n);else if(e.key===`Escape`)this.close();else return;e.preventDefault(),e.stopPropagation()}}createRenderRoot(){return this}connectedCallback(){super.connectedCallback(),this.updateComplete.then(()=>this.attach()),this.whileConnected(()=>this.detach())}attach(){this.area=this.closest(`form`)?.querySelector(`textarea`)??null,this.area?.setAttribute(`aria-autocomplete`,`list`),this.area?.addEventListener(`input`,this.typed),this.area?.addEventListener(`keydown`,this.pressed),this.area?.addEventListener(`blur`,this.close)}detach(){clearTimeout(this.timer),this.area?.removeEventListener(`input`,this.typed),this.area?.removeEventListener(`keydown`,this.pressed),this.area?.removeEventListener(`blur`,this.close)}async ask(e){let t=await this.client.get(`threads/${this.thread}/participants/`,{q:e,limit:9}).catch(()=>null);if(e!==this.query)return;let n=t?.results.filter(({username:e})=>e!==this.me)??[];Object.assign(this,{found:n.slice(0,Qe),active:0})}take({username:e}){let{area:t}=this;if(!t)return;let n=t.selectionStart,r=n-(et(t.value,n)??``).length;t.focus(),t.setSelectionRange(r,n),document.execCommand?.(`insertText`,!1,`${e} `)||(t.setRangeText(`${e} `,r,n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))),this.close()}updated(){let e=this.found.length>0;this.mark(`aria-controls`,e?`mentions`:null),this.mark(`aria-activedescendant`,e?`mention-${this.active}`:null),this.querySelector(`.active`)?.scrollIntoView?.({block:`nearest`})}mark(e,t){t===null?this.area?.removeAttribute(e):this.area?.setAttribute(e,t)}option(e,n){return t`<li id="mention-${n}" role="option" class="option ${n===this.active?`active`:``}" aria-selected=${n===this.active}
      @mousedown=${e=>e.preventDefault()} @click=${()=>this.take(e)}>
      ${C(e,e=>this.client.resolve(e))}
      <span class="names"><bdi>${w(e)}</bdi> <span class="small dim"><bdi>@${e.username}</bdi></span></span>
    </li>`}render(){let{found:e}=this;return t`${e.length?t`<ul id="mentions" class="mentions" role="listbox" aria-label=${_(`People in this conversation`)}>
            ${e.map((e,t)=>this.option(e,t))}
          </ul>`:n}
      <span class="vh" role="status">${e.length?y(`%(count)s person to mention`,`%(count)s people to mention`,e.length):n}</span>`}};k([i({attribute:!1})],tt.prototype,`thread`,void 0),k([i({attribute:!1})],tt.prototype,`me`,void 0),k([a()],tt.prototype,`found`,void 0),k([a()],tt.prototype,`active`,void 0);var N=class extends f{constructor(...e){super(...e),this.detail=null,this.me=``,this.adding=!1,this.leaving=!1,this.news=``,this.online=new S(this),this.tries=new D(this)}static{this.styles=[f.styles,E]}async turn(e,t=``){Object.assign(this,{adding:e,news:t}),await this.updateComplete,e||this.find(`.add`)?.focus()}async ask(e){this.tries.forget(),this.leaving=e,await this.updateComplete,this.find(e?`.yes`:`.leave`)?.focus()}async leave(){let e=`threads/${this.detail?.id}/`;await this.tries.run(`leave`,async()=>{await this.client.remove(`${e}participants/${encodeURIComponent(this.me)}/`),O(this,`changed`,await this.client.get(e))})&&O(this,`done`)}addPart({can:e}){return e.add?t`<div class="part"><div><button type="button" class="primary add" @click=${()=>void this.turn(!0)}>${_(`Add people`)}</button></div></div>`:n}way({can:e}){if(!e.leave)return n;let r={text:_(`You keep what you have received until now, and get nothing new. The others see that you left.`),yes:_(`Leave this conversation`),busy:!!this.tries.busy,go:()=>void this.leave(),keep:()=>void this.ask(!1)};return t`<div class="part">
      ${this.leaving?Re(r):t`<div><button type="button" class="outline danger leave" @click=${()=>void this.ask(!0)}>${_(`Leave this conversation`)}</button></div>`}
      ${this.tries.error(`leave`)}
    </div>`}list(e){return t`${this.addPart(e)}
      <proserva-members class="members" .api=${this.api} .detail=${e} .me=${this.me}></proserva-members>
      <proserva-group-settings .api=${this.api} .detail=${e}></proserva-group-settings>
      ${this.way(e)}`}render(){let{detail:e}=this;return e?t`${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
      <p class=${this.news?`part small`:`vh`} role="status">${this.news}</p>
      ${this.adding?t`<proserva-add-people .api=${this.api} .detail=${e} .me=${this.me} @added=${e=>void this.turn(!1,_(`Added: %(names)s`,{names:e.detail}))} @cancel=${()=>void this.turn(!1)}></proserva-add-people>`:this.list(e)}`:n}};k([i({attribute:!1})],N.prototype,`detail`,void 0),k([i({attribute:!1})],N.prototype,`me`,void 0),k([a()],N.prototype,`adding`,void 0),k([a()],N.prototype,`leaving`,void 0),k([a()],N.prototype,`news`,void 0);var nt=255,rt=class extends f{constructor(...e){super(...e),this.detail=null,this.text=``,this.tries=new D(this)}static{this.styles=[f.styles,e`
      form { display: flex; align-items: center; gap: 2px; }
      input { flex: 1; min-inline-size: 0; }
    `]}firstUpdated(){let e=this.find(`input`);e?.focus(),e?.select()}connectedCallback(){super.connectedCallback(),this.text=this.detail?.title??``}async save(e){e.preventDefault();let t=this.text.trim();t===this.detail?.title||await this.tries.run(`title`,async()=>{O(this,`changed`,await this.client.patch(`threads/${this.detail?.id}/`,{title:t}))})?O(this,`close`):this.find(`input`)?.focus()}pressed(e){e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),O(this,`close`))}render(){let[e,r]=[_(`Save the name`),_(`Cancel`)];return t`<form novalidate @submit=${this.save} @keydown=${this.pressed}>
        <input type="text" dir="auto" maxlength=${nt} aria-label=${_(`Name of the group`)} placeholder=${_(`Name of the group`)}
          aria-invalid=${this.tries.has(`title`)} aria-describedby=${this.tries.has(`title`)?`title-error`:n} .value=${this.text}
          @input=${e=>this.text=e.target.value} />
        <button type="submit" class="round" aria-label=${e} title=${e} ?disabled=${!!this.tries.busy}>${de}</button>
        <button type="button" class="round" aria-label=${r} title=${r} @click=${()=>O(this,`close`)}>${me}</button>
      </form>
      ${this.tries.error(`title`)}`}};k([i({attribute:!1})],rt.prototype,`detail`,void 0),k([a()],rt.prototype,`text`,void 0);var it=ge(r`<path d="M4 10v4h3l9 4.5v-13L7 10zM7 14l1.5 5H11l-1.2-3.6M19 9.5a4 4 0 0 1 0 5"/>`),at=ge(r`<path d="M9 3.5h6l-.8 6.2 3.3 3.8h-11l3.3-3.8zM12 13.5v7"/>`),P=class extends f{constructor(...e){super(...e),this.courseId=``,this.reader=``,this.banner=null,this.problem=``,this.busy=!1,this.gone=!1}static{this.styles=[f.styles,e`
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
      ${i?at:it}
      <div class="what">
        <a href=${this.client.resolve(c)} target=${ce()} dir="auto">${s}</a>
        <div class="preview" dir="auto">${a}</div>
        <div class="meta">${_(`Announcement`)} · <time datetime=${o}>${T(o)}</time>${r?t` · ${_(`Edited`)}`:n}</div>
      </div>
      <button type="button" class="round" aria-label=${l} title=${l} ?disabled=${this.busy} @click=${()=>void this.dismiss(e)}>${me}</button>
      ${this.problem?t`<p class="error" role="alert">${this.problem}</p>`:n}
    </section>`}};k([i({attribute:!1})],P.prototype,`courseId`,void 0),k([i({attribute:!1})],P.prototype,`reader`,void 0),k([a()],P.prototype,`banner`,void 0),k([a()],P.prototype,`problem`,void 0),k([a()],P.prototype,`busy`,void 0),k([a()],P.prototype,`gone`,void 0);function F(){return Intl.DateTimeFormat().resolvedOptions().timeZone}function ot(e,t){let n=new Intl.DateTimeFormat(`en-US`,{timeZone:t,hourCycle:`h23`,year:`numeric`,month:`numeric`,day:`numeric`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(e),r=e=>Number(n.find(t=>t.type===e)?.value);return Date.UTC(r(`year`),r(`month`)-1,r(`day`),r(`hour`),r(`minute`),r(`second`))}function st(e,t){let n=Date.parse(`${e}Z`);if(!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(e)||Number.isNaN(n))return null;let r=n;for(let e=0;e<2;e+=1)r+=n-ot(r,t);return new Date(r)}function ct(e,t){return new Date(ot(e.getTime(),t)).toISOString().slice(0,16)}function I(e,t){return _(`%(time)s, %(zone)s`,{time:new Intl.DateTimeFormat(v(),{dateStyle:`full`,timeStyle:`short`,timeZone:t}).format(e),zone:L(e,t)})}function L(e,t){return new Intl.DateTimeFormat(v(),{timeZone:t,timeZoneName:`long`}).formatToParts(e).find(({type:e})=>e===`timeZoneName`)?.value??t}function lt(e,t){let n=36e5;return ct(new Date(Math.ceil((e.getTime()+n)/n)*n),t)}function R(e){return e!==null&&e.state!==`draft`&&e.state!==`scheduled`}var ut=6048e5;function dt(){let e=F();return{title:``,body:``,pinned:!1,ring:!0,email:!1,recipients:[],group:null,attachments:[],attempt:null,when:`now`,local:lt(new Date,e),ends:!1,endLocal:lt(new Date(Date.now()+ut),e),zone:e}}function ft(e){let{title:t,body:n,pinned:r,ring:i,email:a,attachments:o,state:s,publish_at:c,expires_at:l}=e,u=dt(),d=c?ct(new Date(c),u.zone):u.local,ee=l?ct(new Date(l),u.zone):u.endLocal,f=s===`draft`?`draft`:s===`scheduled`?`later`:`now`;return{...u,title:t,body:n,pinned:r,ring:i,email:a,attachments:o,when:f,local:d,ends:l!==null,endLocal:ee}}function pt({title:e,body:t,attachments:n}){return!e&&!t&&!n.length}function mt({when:e,local:t,zone:n}){return e===`later`?st(t,n):null}function ht({ends:e,endLocal:t,zone:n}){return e?st(t,n):null}function gt(e,t,n){let{title:r,body:i,pinned:a,ring:o,email:s,when:c}=e,l=ht(e)?.toISOString()??null,u=n?.expires_at&&l&&_t(n.expires_at,l)?n.expires_at:l,d={title:r.trim(),body:i,attachments:t,pinned:a,expires_at:u};if(R(n))return d;let ee=c===`draft`?{publish_at:null}:c===`later`?{publish_at:mt(e)?.toISOString()}:n?{published:!0}:{};return{...d,ring:o,email:o&&s,...ee}}function _t(e,t){return Math.floor(Date.parse(e)/6e4)===Math.floor(Date.parse(t)/6e4)}var vt=255;function yt(e,t){let n=t?be(e)-t:0;return n>0?[y(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,n)]:[]}function bt(e,t){if(e.when!==`later`||R(t))return[];let n=mt(e);return n?n.getTime()<=Date.now()?[_(`That time is over. Choose a later one, or publish it now.`)]:[]:[_(`Give a date and a time.`)]}function xt(e,t){if(!e.ends)return[];let n=ht(e);if(!n)return[_(`Give a date and a time.`)];if(t?.expires_at&&_t(t.expires_at,n.toISOString()))return[];let r=mt(e)?.getTime()??Date.now();return n.getTime()<=Math.max(r,Date.now())?[_(`It has to end after it is published.`)]:[]}function St(e,{config:t,uploads:n,before:r}){let i=e.title.trim(),a={title:i?yt(i,vt):[_(`Give it a title.`)],body:e.body.trim()?yt(e.body,t?.message_max_length):[_(`Write something.`)],attachments:n.failed?[_(`A file could not be uploaded. Try it again or remove it.`)]:[],publish_at:bt(e,r),expires_at:xt(e,r)};return Object.fromEntries(Object.entries(a).filter(([,e])=>e.length))}var Ct=e`
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
`;function wt(e){let{errors:r,hovering:i,intake:a,label:o,uploads:s,value:c}=e,l=()=>e.find(`#body`);return t`<div @dragover=${a.drag} @dragleave=${a.drag} @drop=${a.drop}>
    <label class="label" for="body">${o}</label>
    <div class="box ${r.length?`bad`:``} ${i?`over`:``}">
      <textarea id="body" dir=${c?`auto`:n} rows="8" aria-describedby="hint body-error" aria-invalid=${r.length>0}
        .value=${c} ?readonly=${e.readonly} @paste=${a.paste}
        @input=${t=>e.edit(t.target.value)}></textarea>
      ${ne(s,()=>l()?.focus())} ${Tt(e,l)}
    </div>
    ${re(e.config?.attachments,!1)} ${z(`body`,r)} ${s.error?t`<p class="error" role="alert">${s.error}</p>`:n}
  </div>`}function Tt({config:e,find:n,intake:r,readonly:i,value:a},o){let s=_(`Attach files`);return t`<div class="bar">
    <input type="file" multiple aria-label=${s} accept=${e?.attachments.extensions.join(`,`)??``} @change=${r.pick} />
    <button type="button" class="round" aria-label=${s} title=${s} ?disabled=${i}
      @click=${()=>n(`input[type=file]`)?.click()}>${pe}</button>
    ${ie(e=>{let t=o();t&&!i&&ye(t,e)})}
    <span class="end">${te(be(a),e?.message_max_length??0)}</span>
  </div>`}function z(e,r){return r?.length?t`<p class="error" id="${e}-error" role="alert">${r.join(` `)}</p>`:n}function Et(e,n,{content:r,change:i}){return t`<label class="check"><input type="radio" name="when" .checked=${r.when===e} @change=${()=>i({when:e},`publish_at`,`expires_at`)} />
    <span>${n}</span></label>`}function Dt({content:e,courseZone:r,change:i}){let a=F();if(!r||r===a||e.when!==`later`&&!e.ends)return n;let o=new Date,s=(n,r)=>t`<option value=${n} ?selected=${n===e.zone}>${r}</option>`;return t`<div class="row"><label>${_(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value},`publish_at`,`expires_at`)}>
      ${s(a,_(`Mine: %(zone)s`,{zone:L(o,a)}))} ${s(r,_(`The course’s: %(zone)s`,{zone:L(o,r)}))}
    </select></label></div>`}function Ot(e,t,n){let r=F();return n===r?e:`${e} ${_(`For you, that is %(time)s.`,{time:I(t,r)})}`}function kt(e){let t=mt(e);return t?Ot(_(`It will be published on %(time)s.`,{time:I(t,e.zone)}),t,e.zone):``}function At(e){let t=ht(e);return t?Ot(_(`Learners see it until %(time)s.`,{time:I(t,e.zone)}),t,e.zone):``}function jt(e,n,r,i,a){return t`<div class="row">
      <label>${n}
        <input type="datetime-local" id=${e} .value=${r} aria-invalid=${!!i?.length} aria-describedby="${e}-error"
          @input=${e=>a(e.target.value)} /></label>
    </div>
    ${z(e,i)}`}function Mt(e){let{before:r,change:i,content:a,errors:o}=e;return t`<fieldset>
    <legend>${_(`When`)}</legend>
    <div>
      ${Et(`now`,_(`Publish now`),e)} ${Et(`later`,_(`Publish at a time`),e)}
      ${Et(`draft`,_(r?.state===`scheduled`?`Back to drafts`:`Keep it as a draft`),e)}
    </div>
    ${a.when===`later`?t`${jt(`publish_at`,_(`Date and time`),a.local,o.publish_at,e=>i({local:e},`publish_at`))}
          <p class="hint" role="status">${kt(a)}</p>`:n}
  </fieldset>`}function Nt(e){let{before:r,change:i,content:a,errors:o}=e;return t`${R(r)?n:Mt(e)}
    <fieldset>
      <label class="check"><input type="checkbox" .checked=${a.ends}
          @change=${e=>i({ends:e.target.checked},`expires_at`)} />
        <span>${_(`It ends at a time`)}</span></label>
      ${a.ends?t`${jt(`expires_at`,_(`Until`),a.endLocal,o.expires_at,e=>i({endLocal:e},`expires_at`))}
            <p class="hint" role="status">${At(a)}</p>`:n}
    </fieldset>
    ${Dt(e)}`}var B=e`
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
`,Pt=[`title`,`body`,`attachments`,`publish_at`,`expires_at`],V=class extends f{constructor(...e){super(...e),this.courseId=``,this.courseZone=``,this.announcement=null,this.phase=`loading`,this.config=null,this.content=dt(),this.errors={},this.problem=``,this.saving=!1,this.dragging=!1,this.theirs=null,this.uploads=new je(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>Promise.resolve(this.courseId)}),()=>this.edit({attachments:this.uploads.attachments},`attachments`)),this.intake=se(e=>this.uploads.add(e),()=>!this.saving,e=>this.dragging=e),this.online=new S(this),this.draft=new oe(this,()=>pt(this.content)||!this.touched?null:this.content),this.touched=!1}static{this.styles=[f.styles,ae,B,p,Ct]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courseId`)||e.has(`announcement`)||e.has(`api`))&&this.load()}async load(){let{announcement:e,courseId:t}=this;if(Object.assign(this,{phase:`loading`,problem:``,theirs:null}),t)try{let n=await d(this.client);if(e!==this.announcement||t!==this.courseId)return;this.config=n;let r=e?`announcement:${e.id}:${e.version}`:`announcement:${t}`,i=this.draft.take(n.me.username,r);this.touched=i!==null,this.fill(i??(e?ft(e):dt())),this.phase=`ready`,this.focus()}catch(e){Object.assign(this,{phase:`failed`,problem:l(e)})}}fill(e){this.content=e,this.uploads.restore(e.attachments)}edit(e,...t){this.content={...this.content,...e},this.errors=Object.fromEntries(Object.entries(this.errors).filter(([e])=>!t.includes(e))),this.touched=!0,this.draft.touch()}async save(e){if(e.preventDefault(),!(this.saving||this.uploads.busy)){if(this.problem=``,this.errors=St(this.content,{config:this.config,uploads:this.uploads,before:this.announcement}),Object.keys(this.errors).length)return this.toFirstError();this.saving=!0;try{let e=await this.deliver();this.startAnew(),this.dispatchEvent(new CustomEvent(`done`,{detail:e}))}catch(e){await this.refused(e)}finally{this.saving=!1}}}deliver(){let e=this.announcement,t=gt(this.content,this.uploads.attachments.map(({id:e})=>e),e);if(e)return this.client.patch(`announcements/${e.id}/`,{version:(this.theirs??e).version,...t});let n=u(t,this.content.attempt);return this.content={...this.content,attempt:n},this.draft.flush(),this.client.post(`announcements/`,{course_id:this.courseId,...t},n.key)}startAnew(){this.touched=!1,Object.assign(this,{content:dt(),errors:{},theirs:null}),this.uploads.clear(),this.draft.flush()}async refused(e){this.errors=e instanceof c?{...e.fields}:{};let t=Object.entries(this.errors).flatMap(([e,t])=>Pt.includes(e)?[]:t),n=Pt.some(e=>this.errors[e]);this.problem=[n?``:l(e),...t].join(` `).trim(),e instanceof c&&e.code===`idempotency_key_reused`&&(this.content={...this.content,attempt:null}),e instanceof c&&e.code===`changed_meanwhile`&&await this.look(),await this.toFirstError()}async look(){try{this.theirs=await this.client.get(`announcements/${this.announcement?.id??0}/`),this.problem=``}catch(e){this.problem=l(e)}}takeTheirs(){let e=this.theirs;e&&(this.touched=!1,this.draft.flush(),this.announcement=e)}async toFirstError(){await this.updateComplete;let e=Pt.find(e=>this.errors[e]);e?this.find(e===`attachments`?`#body`:`#${e}`)?.focus():this.theirs&&this.find(`.theirs h3`)?.focus()}leave(){this.draft.flush(),this.dispatchEvent(new CustomEvent(`leave`))}head(){let e=_(`Back`);return t`<div class="top">
      <button type="button" class="round flip" aria-label=${e} title=${e} @click=${this.leave}>${ue}</button>
      <h2 tabindex="-1">${this.announcement?_(`Change an announcement`):_(`New announcement`)}</h2>
    </div>`}titleField(){let e=this.errors.title??[];return t`<div>
      <label class="label" for="title">${_(`Title`)}</label>
      <input type="text" id="title" dir=${this.content.title?`auto`:n} autocomplete="off" aria-invalid=${e.length>0} aria-describedby="title-error"
        .value=${this.content.title} ?readonly=${this.saving}
        @input=${e=>this.edit({title:e.target.value},`title`)} />
      ${z(`title`,e)}
    </div>`}text(){return t`<div>
      ${wt({value:this.content.body,label:_(`Announcement`),config:this.config,uploads:this.uploads,intake:this.intake,hovering:this.dragging,errors:this.errors.body??[],readonly:this.saving,edit:e=>this.edit({body:e},`body`),find:e=>this.find(e)})}
      ${z(`attachments`,this.errors.attachments)}
    </div>`}check(e,n,...r){return t`<label class="check ${r.join(` `)}"><input type="checkbox" .checked=${this.content[e]}
        @change=${t=>this.edit({[e]:t.target.checked})} />
      <span>${n}</span></label>`}telling(){return R(this.announcement)?t`<p class="hint">${_(`Nobody’s bell rings again. Learners see that it was edited.`)}</p>`:t`<fieldset>
      <legend>${_(`Who is told`)}</legend>
      <div>
        ${this.check(`ring`,_(`Ring the bell of everybody in the course`))}
        ${this.content.ring?this.check(`email`,_(`Send them an email as well`),`under`):n}
      </div>
    </fieldset>`}meanwhile(){let{theirs:e}=this;return e?t`<div class="notice warn" role="alert">
      <p>${_(`Somebody else has changed this meanwhile. Save again to replace their version with yours, or take theirs.`)}</p>
      <button type="button" class="quiet" @click=${this.takeTheirs}>${_(`Take theirs`)}</button>
      <div class="theirs"><h3 tabindex="-1" dir="auto">${e.title}</h3><div class="body" dir="auto">${s(e.body_html)}</div></div>
    </div>`:n}notice(){let e=this.online.now?this.problem:_(`You are offline. Your draft is kept.`);return e?t`<p class="notice ${this.problem?`bad`:``}" role=${this.problem?`alert`:`status`}>${e}</p>`:n}saveLabel(){return this.saving?_(`Saving…`):this.uploads.busy?_(`Uploading…`):R(this.announcement)?_(`Save`):{now:_(`Publish`),later:_(`Schedule`),draft:_(`Save as a draft`)}[this.content.when]}render(){if(this.phase===`loading`)return t`${this.head()}${g(6)}`;if(this.phase===`failed`)return t`${this.head()}${h(this.problem,()=>void this.load())}`;let{announcement:e,content:n,courseZone:r,errors:i}=this;return t`${this.head()}
      <form class="fields" novalidate @submit=${this.save}>
        ${this.titleField()} ${this.text()} ${this.check(`pinned`,_(`Pin it to the top`))}
        ${Nt({content:n,before:e,courseZone:r,errors:i,change:(e,...t)=>this.edit(e,...t)})} ${this.telling()}
        ${this.meanwhile()} ${this.notice()}
        <div class="actions">
          <button type="submit" class="primary" ?disabled=${this.saving||this.uploads.busy}>${this.saveLabel()}</button>
          <button type="button" class="outline" ?disabled=${this.saving} @click=${this.leave}>${_(`Back`)}</button>
        </div>
      </form>`}};k([i({attribute:!1})],V.prototype,`courseId`,void 0),k([i({attribute:!1})],V.prototype,`courseZone`,void 0),k([i({attribute:!1})],V.prototype,`announcement`,void 0),k([a()],V.prototype,`phase`,void 0),k([a()],V.prototype,`config`,void 0),k([a()],V.prototype,`content`,void 0),k([a()],V.prototype,`errors`,void 0),k([a()],V.prototype,`problem`,void 0),k([a()],V.prototype,`saving`,void 0),k([a()],V.prototype,`dragging`,void 0),k([a()],V.prototype,`theirs`,void 0);function Ft(e){switch(e){case`draft`:return _(`Draft`);case`scheduled`:return _(`Scheduled`);case`published`:return _(`Published`);case`expired`:return _(`Ended`);case`unpublished`:return _(`Taken down`)}}function It({state:e,created:t,publish_at:n,expires_at:r,can_edit:i}){return e===`draft`||!n?[_(`Written on %(time)s`,{time:T(t)})]:e===`scheduled`?[_(`Will be published on %(time)s`,{time:T(n)}),...r?[Lt(r)]:[]]:e===`expired`&&r?[T(n),_(`Ended on %(time)s`,{time:T(r)})]:[T(n),...i&&r?[Lt(r)]:[]]}function Lt(e){return _(`Until %(time)s`,{time:T(e)})}function Rt(e,r=``,i=n){return t`<span class="state-chip ${r}">${i}${e}</span>`}function zt({can_edit:e,pinned:r,state:i},a){return t`<div class="chips">
    ${a?Rt(_(`New`),`new`):n} ${r?Rt(_(`Pinned`),``,at):n}
    ${e?Rt(Ft(i),i===`published`?`good`:``):n}
  </div>`}function Bt(e,r){let{author:i,edited:a,publish_at:o}=e,s=It(e).map(e=>t`<bdi>${e}</bdi>`),c=a?[t`<time datetime=${a} title=${ke(a)}>${_(`Edited on %(time)s`,{time:T(a)})}</time>`]:[];return t`<div class="who">
    ${C(i,r)}
    <div>
      <div><strong dir="auto">${w(i)}</strong></div>
      <div title=${o?ke(o):n}>${[...s,...c].map((e,r)=>t`${r?` · `:n}${e}`)}</div>
    </div>
  </div>`}function Vt({name:e,size:n,url:r},i){return t`<li>
    <a href=${i(r)} download=${e}>
      ${he}<span class="vh">${_(`Download`)}</span><span dir="auto">${e}</span><span class="dim">${Oe(n)}</span>
    </a>
  </li>`}function Ht({state:e},{busy:r,change:i}){let a=(e,n)=>t`<button type="button" class="quiet" ?disabled=${r} @click=${()=>i({published:n})}>${e}</button>`;switch(e){case`draft`:return a(_(`Publish now`),!0);case`scheduled`:return t`${a(_(`Publish now`),!0)}${a(_(`Back to drafts`),!1)}`;case`published`:return a(_(`Take down`),!1);case`unpublished`:return a(_(`Publish again`),!0);case`expired`:return n}}function Ut(e,n){let{title:r,pinned:i}=e,{busy:a,change:o}=n,s=_(i?`Unpin`:`Pin to the top`);return t`<div class="tools" role="group" aria-label=${_(`What you can do with “%(title)s”`,{title:r})}>
    <button type="button" class="quiet" data-edit=${e.id} ?disabled=${a} @click=${n.edit}>${_(`Edit`)}</button>
    <button type="button" class="quiet" ?disabled=${a} @click=${()=>o({pinned:!i})}>${s}</button>
    ${Ht(e,n)}
    <button type="button" class="quiet away" data-delete=${e.id} ?disabled=${a} @click=${()=>n.ask(!0)}>${_(`Delete`)}</button>
  </div>`}function Wt(e,{ask:n,busy:r,remove:i}){let a=R(e)?_(`Delete this for everybody? What still rings grows quiet, and emails that have not gone are not sent.`):_(`Delete this? It cannot be brought back.`);return t`<div class="notice sure" role="alertdialog" aria-labelledby="sure-${e.id}">
    <p id="sure-${e.id}">${a}</p>
    <button type="button" class="away" data-sure ?disabled=${r} @click=${i}>${_(`Delete for good`)}</button>
    <button type="button" class="quiet" ?disabled=${r} @click=${()=>n(!1)}>${_(`Keep it`)}</button>
  </div>`}function Gt(e,r){let{attachments:i,body_html:a,can_edit:o,id:c,pinned:l,state:u,title:d}=e,{asking:ee,problem:f,resolve:p}=r;return t`<article class=${`card ${l?`pinned`:``} ${u===`published`?``:`off`}`} data-id=${c} aria-labelledby="title-${c}">
    <div class="line"><h2 id="title-${c}" tabindex="-1" dir="auto">${d}</h2>${zt(e,r.isNew)}</div>
    ${Bt(e,p)}
    <div class="body" dir="auto">${s(a)}</div>
    ${i.length?t`<ul class="files" aria-label=${_(`Files`)}>${i.map(e=>Vt(e,p))}</ul>`:n}
    ${f?t`<p class="notice bad" role="alert">${f}</p>`:n}
    ${o?ee?Wt(e,r):Ut(e,r):n}
  </article>`}var Kt=800,qt=class{constructor(e,t){this.host=e,this.seen=t,this.observer=null,this.watched=new WeakSet,this.inside=new Set,this.timer=0,this.soon=()=>{clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.look(),Kt)},e.addController(this)}hostConnected(){this.observer=new IntersectionObserver(e=>{e.forEach(({isIntersecting:e,target:t})=>e?this.inside.add(t):this.inside.delete(t)),this.soon()}),document.addEventListener(`visibilitychange`,this.soon)}hostDisconnected(){clearTimeout(this.timer),this.observer?.disconnect(),this.inside.clear(),document.removeEventListener(`visibilitychange`,this.soon)}hostUpdated(){this.host.renderRoot.querySelectorAll(`[data-id]`).forEach(e=>{this.watched.has(e)||(this.watched.add(e),this.observer?.observe(e))})}look(){let e=[...this.inside].filter(e=>e.isConnected);document.visibilityState===`visible`&&e.length&&this.seen(e.map(e=>Number(e.getAttribute(`data-id`))))}},Jt=[`published`,`scheduled`,`draft`,`expired`,`unpublished`];function Yt(){return Number(/^#announcement-(\d{1,15})$/.exec(location.hash)?.[1]??0)}var H=class extends f{static{this.styles=[f.styles,B,p,Ct]}constructor(){super(),this.courseId=``,this.landing=null,this.rows=null,this.cursor=null,this.canPost=!1,this.filter=``,this.error=null,this.problem=``,this.word=``,this.busy=0,this.loadingMore=!1,this.asking=0,this.refusal=null,this.fresh=new Set,this.asked=0,this.told=new Set,this.online=new S(this),new qt(this,e=>void this.look(e))}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.load(),t=()=>void this.land();window.addEventListener(`online`,e),window.addEventListener(`hashchange`,t),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>window.removeEventListener(`hashchange`,t))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&this.load()}fetch(e){return this.client.get(`announcements/`,{course_id:this.courseId,state:this.filter,cursor:e})}async load(){this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,refusal:null,asking:0}),this.courseId)try{let t=await this.fetch(null);if(e!==this.asked)return;Object.assign(this,{rows:[],canPost:t.can_post}),this.add(t),this.dispatchEvent(new CustomEvent(`zone`,{detail:t.time_zone})),await this.land()}catch(t){e===this.asked&&Object.assign(this,{error:t,rows:null})}}add({results:e,next_cursor:t}){let n=new Set(this.rows?.map(({id:e})=>e));this.rows=[...this.rows??[],...e.filter(({id:e})=>!n.has(e))],this.fresh=new Set([...this.fresh,...e.filter(({unread:e})=>e).map(({id:e})=>e)]),this.cursor=t}async land(){let{landing:e}=this,t=e?.id??Yt();this.landing=null,t&&this.rows&&(this.rows.some(e=>e.id===t)||await this.bring(t),await this.updateComplete,this.card(t)?.scrollIntoView?.({block:`start`}),this.find(`#title-${t}`)?.focus({preventScroll:!0}))}async bring(e){try{let t=await this.client.get(`announcements/${e}/`);if(t.course.id!==this.courseId)return;this.rows=[t,...this.rows??[]],t.unread&&(this.fresh=new Set([...this.fresh,e]))}catch(e){let t=e instanceof c&&e.status===404;this.word=t?_(`This announcement is not shown any more.`):l(e)}}card(e){return this.find(`[data-id="${e}"]`)}async look(e){let t=this.rows?.filter(({id:t,unread:n})=>n&&e.includes(t)&&!this.told.has(t))??[];t.forEach(({id:e})=>this.told.add(e));for(let{id:e}of t)try{await this.client.post(`announcements/${e}/seen/`,{}),this.rows=this.rows?.map(t=>t.id===e?{...t,unread:!1}:t)??null}catch{this.told.delete(e)}t.length&&this.emit(`proserva-read`,{thread:0})}async more(){let{asked:e}=this,t=this.rows?.length??0;Object.assign(this,{loadingMore:!0,problem:``});try{let n=await this.fetch(this.cursor);if(e!==this.asked)return;this.add(n),await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`h2[id^=title]`)[t]?.focus()}catch(e){this.problem=l(e)}finally{this.loadingMore=!1}}choose(e){this.filter=e.target.value,this.word=``,this.load()}async attempt(e,t){Object.assign(this,{busy:e,refusal:null,word:``});try{await t()}catch(t){this.refusal={id:e,words:l(t)},t instanceof c&&t.code===`changed_meanwhile`&&await this.renew(e)}finally{this.busy=0}}async renew(e){let t=await this.client.get(`announcements/${e}/`).catch(()=>null);t&&this.replace(t)}replace(e){this.rows=this.rows?.map(t=>t.id===e.id?e:t)??null}change({id:e,version:t},n){return this.attempt(e,async()=>{this.replace(await this.client.patch(`announcements/${e}/`,{version:t,...n})),this.word=_(`Saved.`),await this.updateComplete,this.find(`#title-${e}`)?.focus({preventScroll:!0})})}async ask(e,t){this.asking=t?e:0,await this.updateComplete,this.find(t?`[data-sure]`:`[data-delete="${e}"]`)?.focus()}discard({id:e}){return this.attempt(e,async()=>{await this.client.remove(`announcements/${e}/`),this.rows=this.rows?.filter(t=>t.id!==e)??null,Object.assign(this,{asking:0,word:_(`It is deleted.`)}),await this.updateComplete,this.find(`.word`)?.focus()})}write(e){this.dispatchEvent(new CustomEvent(`write`,{detail:e}))}head(){return this.canPost?t`<div class="head">
      <button type="button" class="primary" @click=${()=>this.write(null)}>${it}${_(`New announcement`)}</button>
      <label>${_(`Show`)}
        <select @change=${this.choose}>
          <option value="">${_(`All`)}</option>
          ${Jt.map(e=>t`<option value=${e} ?selected=${e===this.filter}>${Ft(e)}</option>`)}
        </select></label>
    </div>`:n}row(e){let{id:n}=e;return t`<li>${Gt(e,{resolve:e=>this.client.resolve(e),isNew:this.fresh.has(n)&&e.state===`published`,asking:this.asking===n,busy:this.busy===n,problem:this.refusal?.id===n?this.refusal.words:``,edit:()=>this.write(e),change:t=>void this.change(e,t),ask:e=>void this.ask(n,e),remove:()=>void this.discard(e)})}</li>`}content(){let{error:e,rows:r}=this;if(e instanceof c&&e.status===404)return m(it,_(`This is for people in the course.`));if(e)return h(l(e),()=>void this.load());if(!r)return g(6);if(!r.length&&this.filter)return m(it,_(`There are none of these`));if(!r.length){let e=this.canPost?_(`What you post here stays on the course page, for everybody in the course.`):_(`What the course team posts stands here.`);return m(it,_(`No announcements yet`),e)}return t`<ul class="list">${o(r,({id:e})=>e,e=>this.row(e))}</ul>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.loadingMore} @click=${this.more}>${this.loadingMore?_(`Loading…`):_(`Load more`)}</button>`:n}`}render(){return t`${this.head()} ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
      <p class="word ${this.word?`notice`:``}" role="status" tabindex="-1">${this.word}</p>
      ${this.content()}`}};k([i({attribute:!1})],H.prototype,`courseId`,void 0),k([i({attribute:!1})],H.prototype,`landing`,void 0),k([a()],H.prototype,`rows`,void 0),k([a()],H.prototype,`cursor`,void 0),k([a()],H.prototype,`canPost`,void 0),k([a()],H.prototype,`filter`,void 0),k([a()],H.prototype,`error`,void 0),k([a()],H.prototype,`problem`,void 0),k([a()],H.prototype,`word`,void 0),k([a()],H.prototype,`busy`,void 0),k([a()],H.prototype,`loadingMore`,void 0),k([a()],H.prototype,`asking`,void 0),k([a()],H.prototype,`refusal`,void 0),k([a()],H.prototype,`fresh`,void 0);var U=class extends f{constructor(...e){super(...e),this.courseId=``,this.banner=!1,this.reader=``,this.writing=void 0,this.zone=``,this.landing=null}async back(e){Object.assign(this,{writing:void 0,landing:e}),await this.updateComplete,e||this.find(`proserva-announcement-list`)?.focus()}list(){return t`<proserva-announcement-list .api=${this.api} .courseId=${this.courseId} .landing=${this.landing}
      @zone=${({detail:e})=>this.zone=e}
      @write=${({detail:e})=>this.writing=e}></proserva-announcement-list>`}form(e){return t`<proserva-announcement-form .api=${this.api} .courseId=${this.courseId} .courseZone=${this.zone} .announcement=${e}
      @done=${({detail:e})=>void this.back(e)} @leave=${()=>void this.back(null)}></proserva-announcement-form>`}render(){return this.banner?t`<proserva-announcement-banner .api=${this.api} .courseId=${this.courseId} .reader=${this.reader}></proserva-announcement-banner>`:this.writing===void 0?this.list():this.form(this.writing)}};k([i({attribute:!1})],U.prototype,`courseId`,void 0),k([i({attribute:!1})],U.prototype,`banner`,void 0),k([i({attribute:!1})],U.prototype,`reader`,void 0),k([a()],U.prototype,`writing`,void 0),k([a()],U.prototype,`zone`,void 0),k([a()],U.prototype,`landing`,void 0);var W=class extends f{constructor(...e){super(...e),this.courseId=``,this.place=``,this.current=``,this.latest=null,this.error=``}focus(){this.updateComplete.then(()=>this.renderRoot.firstElementChild?.focus())}willUpdate(e){e.has(`place`)&&(this.current=this.place),(e.has(`place`)||e.has(`current`))&&this.editing&&this.latest?.id!==this.shown&&this.load()}get shown(){return Number.parseInt(this.current,10)||0}get editing(){return/^\d+\/edit$/.test(this.current)}async load(){this.error=``;try{this.latest=await this.client.get(`broadcasts/${this.shown}/`)}catch(e){this.error=l(e)}}go(e,t=null){this.latest=t,this.dispatchEvent(new CustomEvent(`go`,{detail:e,cancelable:!0}))&&(this.current=e),this.focus()}form(){let{editing:e,latest:n}=this;return e&&this.error?h(this.error,()=>void this.load()):e&&n?.id!==this.shown?g(6):t`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${e?n:null}
      @done=${({detail:e})=>this.go(String(e.id),e)}
      @leave=${()=>this.go(e?String(this.shown):``)}></proserva-broadcast-form>`}render(){return this.current===`new`||this.editing?this.form():this.shown?t`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({detail:e})=>this.go(`${e.id}/edit`,e)} @leave=${()=>this.go(``)}></proserva-broadcast-status>`:t`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({detail:e})=>this.go(String(e))} @write=${()=>this.go(`new`)}></proserva-broadcast-list>`}};k([i({attribute:!1})],W.prototype,`courseId`,void 0),k([i({attribute:!1})],W.prototype,`place`,void 0),k([a()],W.prototype,`current`,void 0),k([a()],W.prototype,`latest`,void 0),k([a()],W.prototype,`error`,void 0);var Xt=14,Zt=50;function Qt(e){switch(e){case`all`:return _(`All learners`);case`modes`:return _(`Learners by enrolment mode…`);case`cohorts`:return _(`Learners of cohorts…`);case`people`:return _(`People that I pick…`);case`not_started`:return _(`Learners who have not started`);case`inactive`:return _(`Learners who have not been active lately…`);case`not_submitted`:return _(`Learners who have not handed in an assignment…`);case`scored_below`:return _(`Learners who scored below a mark…`)}}var G=class extends f{constructor(...e){super(...e),this.courseId=``,this.segments=null,this.value={who:`all`},this.errors=[]}static{this.styles=[f.styles,B]}focus(){this.find(`select`)?.focus()}offered(e){let t=[`all`];e.modes.length>1&&t.push(`modes`),e.cohorts.length&&t.push(`cohorts`);let n=e.segments.filter(t=>e.assignments.length||t!==`not_submitted`&&t!==`scored_below`);return[...t,...n,`people`]}change(e){this.value={...this.value,...e},this.dispatchEvent(new CustomEvent(`change`,{detail:this.value}))}choose(e){let t=this.segments?.assignments[0]?.usage_key;this.change({who:e,days:this.value.days??Xt,score:this.value.score??Zt,usage_key:this.value.usage_key??t})}parts(e,n,r,i){let a=e=>i(r.includes(e)?r.filter(t=>t!==e):[...r,e]);return t`<fieldset>
      <legend>${e}</legend>
      <div class="choices">
        ${n.map(({id:e,name:n,size:i})=>t`<label class="check"><input type="checkbox" .checked=${r.includes(e)} @change=${()=>a(e)} />
            <span><bdi>${n}</bdi> <span class="size">${y(`%(count)s person`,`%(count)s people`,i)}</span></span></label>`)}
      </div>
    </fieldset>`}number(e,n,r){let i=this.value[n];return t`<label>${e}
      <input type="number" min="1" max=${r} step="1" .value=${i===void 0?``:String(i)}
        @input=${e=>this.change({[n]:$t(e.target)})} /></label>`}assignment(e){return t`<label>${_(`Assignment`)}
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
          ${this.offered(e).map(e=>t`<option value=${e} ?selected=${e===this.value.who}>${Qt(e)}</option>`)}
        </select>
      </div>
      ${this.details(e)} ${this.team(e)} ${z(`audience`,this.errors)}
    </fieldset>`:n}};k([i({attribute:!1})],G.prototype,`courseId`,void 0),k([i({attribute:!1})],G.prototype,`segments`,void 0),k([i({attribute:!1})],G.prototype,`value`,void 0),k([i({attribute:!1})],G.prototype,`errors`,void 0);function $t(e){return e.value.trim()===``?void 0:Number(e.value)}var K=class extends f{constructor(...e){super(...e),this.segments=null,this.count=0,this.subject=``,this.when=``}static{this.styles=[f.styles,B]}firstUpdated(){this.find(`dialog`)?.showModal(),this.find(`h3`)?.focus()}answer(e){this.find(`dialog`)?.close(),e&&this.dispatchEvent(new CustomEvent(`confirm`))}sayings(){let e=this.segments?.undo_seconds??0,r=this.segments?.announcements_url??``,i=e<=0?_(`It cannot be taken back.`):y(`You can take it back for %(count)s second, and not after that.`,`You can take it back for %(count)s seconds, and not after that.`,e);return t`<p>${_(`Subject:`)} <strong dir="auto">${this.subject}</strong></p>
      <p>${this.when||i}</p>
      <p>${_(`It goes once, to those who are in the audience when it is sent. Whoever joins the course later will not see it.`)}</p>
      ${r?t`<p>${_(`Should it stay on the course page?`)} <a href=${this.client.resolve(r)}>${_(`Post an announcement instead`)}</a></p>`:n}`}render(){let{count:e,segments:r}=this,i=r?.course.name??``,a=this.when?y(`Schedule for %(count)s person`,`Schedule for %(count)s people`,e):y(`Send to %(count)s person`,`Send to %(count)s people`,e);return t`<dialog aria-labelledby="title" @close=${()=>this.dispatchEvent(new CustomEvent(`close`))}>
      <h3 id="title" tabindex="-1" dir="auto">${y(`Message %(count)s person in %(course)s?`,`Message %(count)s people in %(course)s?`,e,{course:i})}</h3>
      <div class="said">
        ${r?.ended?t`<p class="notice warn">${_(`This course ended on %(time)s. Those who were in it will still get this.`,{time:T(r.ended)})}</p>`:n}
        ${this.sayings()}
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${()=>this.answer(!0)}>${a}</button>
        <button type="button" class="outline" @click=${()=>this.answer(!1)}>${_(`Back to writing`)}</button>
      </div>
    </dialog>`}};k([i({attribute:!1})],K.prototype,`segments`,void 0),k([i({attribute:!1})],K.prototype,`count`,void 0),k([i({attribute:!1})],K.prototype,`subject`,void 0),k([i({attribute:!1})],K.prototype,`when`,void 0);function en(e){let{state:t,progress:n}=e;return t===`sending`||t===`scheduled`&&!tn(e)||t===`sent`&&n.emails.pending>0}function tn({state:e,undo_seconds:t,send_at:n}){return e===`scheduled`&&t<=0&&Date.parse(n)>Date.now()}function nn(e){let{who:t,include_team:n}=e,r=n?{include_team:n}:{};switch(t){case`modes`:return e.modes?.length?{who:t,modes:e.modes,...r}:null;case`cohorts`:return e.cohorts?.length?{who:t,cohorts:e.cohorts,...r}:null;case`people`:return e.usernames?.length?{who:t,usernames:e.usernames}:null;case`inactive`:return rn(e.days,1,3650)?{who:t,days:e.days,...r}:null;case`not_submitted`:return e.usage_key?{who:t,usage_key:e.usage_key,...r}:null;case`scored_below`:return e.usage_key&&rn(e.score,1,100)?{who:t,usage_key:e.usage_key,score:e.score,...r}:null;default:return{who:t,...r}}}function rn(e,t,n){return e!==void 0&&Number.isInteger(e)&&e>=t&&e<=n}function an(e,t){return t>0?Math.floor(Math.min(e,t)/t*100):100}function on(){let e=F();return{subject:``,body:``,audience:{who:`all`},notify:!0,recipients:[],group:null,attachments:[],attempt:null,later:!1,local:lt(new Date,e),zone:e}}function sn(e){let{subject:t,body:n,audience:r,attachments:i,notify_email:a,send_at:o}=e,s=F();return{...on(),subject:t,body:n,audience:r,attachments:i,notify:a,later:!0,local:ct(new Date(o),s),zone:s}}function cn({subject:e,body:t,attachments:n}){return!e&&!t&&!n.length}function ln({later:e,local:t,zone:n}){return e?st(t,n):null}function un(e,t){let{subject:n,body:r,audience:i,notify:a}=e,o=ln(e)?.toISOString();return{subject:n.trim(),body:r,attachments:t,audience:nn(i),notify_email:a,...o&&{send_at:o}}}function dn(e,t){let n=t?be(e)-t:0;return n>0?[y(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,n)]:[]}function fn({who:e}){switch(e){case`modes`:case`cohorts`:return _(`Choose at least one.`);case`people`:return _(`Pick somebody.`);case`inactive`:return _(`Give a number of days, from 1 on.`);default:return _(`Choose an assignment, and a mark from 1 to 100.`)}}function pn(e){if(!e.later)return[];let t=ln(e);return t?t.getTime()<=Date.now()?[_(`That time is over. Choose a later one, or send it now.`)]:[]:[_(`Give a date and a time.`)]}function mn(e,{config:t,segments:n,uploads:r}){let{subject:i,body:a,audience:o}=e,s={audience:nn(o)?[]:[fn(o)],subject:i.trim()?dn(i.trim(),n?.subject_max_length):[_(`Give it a subject.`)],body:a.trim()?dn(a,t?.message_max_length):[_(`Write something.`)],attachments:r.failed?[_(`A file could not be uploaded. Try it again or remove it.`)]:[],send_at:pn(e)};return Object.fromEntries(Object.entries(s).filter(([,e])=>e.length))}function hn(e,n){let r=_(`Back`);return t`<div class="top">
    <button type="button" class="round flip" aria-label=${r} title=${r} @click=${n}>${ue}</button>
    <h2 tabindex="-1">${_(e?`Change a scheduled broadcast`:`Message all students`)}</h2>
  </div>`}function gn(e,r,i){let a=e?r:_(`You are offline. Your draft is kept.`);return a?t`<p class="notice ${r?`bad`:``}" role=${r?`alert`:`status`}>${a}</p>`:i?t`<p class="notice" role="status">${i}</p>`:n}function _n({announcements_url:e,course:r,ended:i},a){return t`<div class="notice">
      <p>
        ${_(`A broadcast goes once, to those who are in the course when it is sent. Answers come to you alone.`)}
        ${e?t`${_(`What should stay on the course page is an announcement:`)} <a href=${a(e)}>${_(`Post an announcement instead`)}</a>`:n}
      </p>
    </div>
    ${i?t`<p class="notice warn">${_(`%(course)s ended on %(time)s. Those who were in it will still get this.`,{course:r.name,time:T(i)})}</p>`:n}`}function vn({latest:e,problem:n,stale:r},i,a){if(n)return t`<p class="notice bad" role="alert">${n} <button type="button" class="quiet" @click=${a}>${_(`Try again`)}</button></p>`;let o=r||!e?_(`Counting…`):y(`%(count)s person will get it`,`%(count)s people will get it`,e?.count??0);return t`<p class="reach" role="status">${i?t`<strong>${o}</strong>`:_(`Choose who gets it.`)}</p>`}var yn=e`
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
`;function bn(e,n,{content:r,change:i}){return t`<label class="check"><input type="radio" name="when" .checked=${r.later===e} @change=${()=>i({later:e})} /><span>${n}</span></label>`}function xn({content:e,courseZone:r,change:i}){let a=F();if(!r||r===a)return n;let o=new Date,s=(n,r)=>t`<option value=${n} ?selected=${n===e.zone}>${r}</option>`;return t`<label>${_(`Time zone`)}
    <select @change=${e=>i({zone:e.target.value})}>
      ${s(a,_(`Mine: %(zone)s`,{zone:L(o,a)}))} ${s(r,_(`The course’s: %(zone)s`,{zone:L(o,r)}))}
    </select></label>`}function Sn(e){let t=ln(e);if(!t)return``;let n=_(`It will be sent on %(time)s.`,{time:I(t,e.zone)}),r=F();return e.zone===r?n:`${n} ${_(`For you, that is %(time)s.`,{time:I(t,r)})}`}function Cn(e){let{content:r,change:i,errors:a,laterOnly:o}=e;return t`<fieldset>
    <legend>${_(`When`)}</legend>
    ${o?n:t`<div class="row">${bn(!1,_(`Now`),e)} ${bn(!0,_(`Later`),e)}</div>`}
    ${r.later?t`<div class="row">
            <label>${_(`Date and time`)}
              <input type="datetime-local" id="send_at" .value=${r.local} aria-invalid=${!!a?.length} aria-describedby="send_at-error"
                @input=${e=>i({local:e.target.value})} /></label>
            ${xn(e)}
          </div>
          <p class="hint" role="status">${Sn(r)}</p>`:n}
    ${z(`send_at`,a)}
  </fieldset>`}function wn(e,t){let n=t.selectionStart??t.value.length;t.focus(),t.setRangeText(`{${e}}`,n,t.selectionEnd??n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))}function Tn(e,r){return e.length?t`<div role="group" aria-label=${_(`Insert what differs from reader to reader`)}>
    <p class="hint">${_(`Insert what differs from reader to reader, such as:`)}</p>
    <div class="row">
      ${e.map(({name:e,label:i,example:a})=>t`<button type="button" class="outline field" title="{${e}}" @click=${()=>r(e)}>
          ${i}${a?t` <span class="dim" dir="auto">${a}</span>`:n}</button>`)}
    </div>
  </div>`:n}function En(e,r){if(!e?.empty_fields.length)return n;let i=e=>r.find(t=>t.name===e)?.label??e;return t`<div class="notice warn" role="status"><ul>
    ${e.empty_fields.map(({field:e,people:n,at_least:r})=>t`<li>${Dn(n,i(e),r)}</li>`)}
  </ul></div>`}function Dn(e,t,n){return n?y(`At least %(count)s person has no “%(field)s”: there will be nothing in its place.`,`At least %(count)s people have no “%(field)s”: there will be nothing in its place.`,e,{field:t}):y(`%(count)s person has no “%(field)s”: there will be nothing in its place.`,`%(count)s people have no “%(field)s”: there will be nothing in its place.`,e,{field:t})}var On=600,kn=class{constructor(e){this.host=e,this.latest=null,this.errors={},this.problem=``,this.stale=!1,this.timer=0,this.asked=0,this.content=``,this.pending=null,this.running=Promise.resolve(),e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}ask(e,t,n=On){let r=JSON.stringify(t);if(r===this.content)return;this.content=r,this.asked+=1,clearTimeout(this.timer),this.stale=!0;let{asked:i}=this;this.pending=()=>this.fetch(e,t,i),this.timer=window.setTimeout(()=>this.go(),n),this.host.requestUpdate()}settle(){return clearTimeout(this.timer),this.go(),this.running}go(){this.pending&&(this.running=this.pending()),this.pending=null}async fetch(e,t,n){try{let r=await e.post(`broadcasts/preview/`,t);n===this.asked&&Object.assign(this,{latest:r,errors:{},problem:``})}catch(r){n===this.asked&&await this.failed(e,t,r)}n===this.asked&&(this.stale=!1,this.host.requestUpdate())}async failed(e,t,n){let{asked:r}=this;if(this.errors=n instanceof c?n.fields:{},this.problem=Object.keys(this.errors).length?``:l(n),this.problem&&(this.content=``),this.problem||this.errors.audience)return;let i=await e.post(`broadcasts/preview/`,{...t,subject:``,body:``}).catch(()=>null);i&&r===this.asked&&(this.latest={...this.latest??i,count:i.count})}},An=[`audience`,`subject`,`body`,`attachments`,`send_at`],q=class extends f{constructor(...e){super(...e),this.courseId=``,this.broadcast=null,this.phase=`loading`,this.config=null,this.segments=null,this.content=on(),this.errors={},this.problem=``,this.word=``,this.busy=``,this.asking=!1,this.dragging=!1,this.replaced=null,this.uploads=new je(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>Promise.resolve(this.courseId)}),()=>this.edit({attachments:this.uploads.attachments},`attachments`)),this.intake=se(e=>this.uploads.add(e),()=>!this.busy,e=>this.dragging=e),this.online=new S(this),this.previewer=new kn(this),this.draft=new oe(this,()=>cn(this.content)?null:this.content),this.last=`#body`}static{this.styles=[f.styles,ae,B,yn]}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courseId`)||e.has(`broadcast`)||e.has(`api`))&&this.load()}async load(){if(this.draft.flush(),Object.assign(this,{phase:`loading`,problem:``}),!this.courseId)return;let{broadcast:e,courseId:t}=this;try{let[n,r]=await Promise.all([d(this.client),this.client.get(`broadcasts/segments/`,{course_id:t})]);if(e!==this.broadcast||t!==this.courseId)return;Object.assign(this,{config:n,segments:r});let i=this.draft.take(n.me.username,e?`broadcast:${e.id}`:`broadcast:${t}`);this.fill(i??(e?sn(e):on())),this.phase=`ready`,this.focus()}catch(e){Object.assign(this,{phase:`failed`,problem:l(e)})}}fill(e){this.content=e,this.uploads.restore(e.attachments),this.look(0)}edit(e,...t){this.content={...this.content,...e},this.errors=Object.fromEntries(Object.entries(this.errors).filter(([e])=>!t.includes(e))),this.word=``,this.draft.touch(),this.look()}look(e){let{subject:t,body:n}=this.content,r=nn(this.content.audience)??{who:`all`};this.previewer.ask(this.client,{course_id:this.courseId,subject:t,body:n,attachments:this.files,audience:r},e)}get files(){return this.uploads.attachments.map(({id:e})=>e)}errorsOf(e){return this.errors[e]??this.previewer.errors[e]??[]}async isSound(){Object.assign(this,{busy:`check`,problem:``,word:``}),await this.previewer.settle(),this.busy=``,this.errors=mn(this.content,{config:this.config,segments:this.segments,uploads:this.uploads});let{latest:e,problem:t}=this.previewer;!this.errors.audience&&e?.count===0&&(this.errors={...this.errors,audience:[_(`Nobody is in this audience now.`)]}),this.problem=t;let n=!t&&!An.some(e=>this.errorsOf(e).length)&&!this.uploads.busy;return n||this.toFirstError(),n}async toFirstError(){await this.updateComplete;let e=An.find(e=>this.errorsOf(e).length),t=e===`audience`?`proserva-audience`:e===`attachments`?`#body`:`#${e}`;e&&this.find(t)?.focus()}async ask(e){e.preventDefault(),!this.busy&&await this.isSound()&&(this.asking=!0)}async test(){if(this.busy||!await this.isSound())return;this.busy=`test`;let{subject:e,body:t,audience:n}=this.content;try{await this.client.post(`broadcasts/test/`,{course_id:this.courseId,subject:e,body:t,attachments:this.files,audience:nn(n)}),this.word=_(`Sent to you alone: look at your messages and your email.`)}catch(e){this.refused(e)}finally{this.busy=``}}async send(){this.busy=`send`;let e=un(this.content,this.files);try{let t=await(this.broadcast?this.client.patch(`broadcasts/${this.broadcast.id}/`,e):this.create(e));this.startAnew(),this.dispatchEvent(new CustomEvent(`done`,{detail:t}))}catch(e){this.refused(e)}finally{this.busy=``}}create(e){let t=u(e,this.content.attempt);return this.content={...this.content,attempt:t},this.draft.flush(),this.client.post(`broadcasts/`,{course_id:this.courseId,...e},t.key)}startAnew(){Object.assign(this,{content:on(),errors:{},replaced:null}),this.uploads.clear(),this.draft.flush()}refused(e){this.errors=e instanceof c?{...e.fields}:{};let t=Object.entries(this.errors).flatMap(([e,t])=>An.includes(e)?[]:t),n=An.some(e=>this.errors[e]);this.problem=[n?``:l(e),...t].join(` `).trim(),e instanceof c&&e.code===`idempotency_key_reused`&&(this.content={...this.content,attempt:null}),this.toFirstError()}use({subject:e,body:t}){let n=this.content;(n.subject||n.body)&&(this.replaced=n),this.edit({subject:e,body:t},`subject`,`body`)}putBack(){this.replaced&&this.edit({subject:this.replaced.subject,body:this.replaced.body}),this.replaced=null}insert(e){let t=this.find(this.last);t&&wn(e,t)}subject(){let e=this.errorsOf(`subject`);return t`<div>
      <label class="label" for="subject">${_(`Subject`)}</label>
      <input type="text" id="subject" dir=${this.content.subject?`auto`:n} autocomplete="off" aria-invalid=${e.length>0} aria-describedby="subject-error"
        .value=${this.content.subject} @focus=${()=>this.last=`#subject`}
        @input=${e=>this.edit({subject:e.target.value},`subject`)} />
      ${z(`subject`,e)}
    </div>`}text(){return t`<div @focusin=${e=>e.target.id===`body`&&(this.last=`#body`)}>
      ${wt({value:this.content.body,label:_(`Message`),config:this.config,uploads:this.uploads,intake:this.intake,hovering:this.dragging,errors:this.errorsOf(`body`),readonly:this.busy===`send`,edit:e=>this.edit({body:e},`body`),find:e=>this.find(e)})}
      ${z(`attachments`,this.errorsOf(`attachments`))}
    </div>`}templates(){let{subject:e,body:r}=this.content;return t`<proserva-broadcast-templates .api=${this.api} .courseId=${this.courseId} .subject=${e} .body=${r}
        @use=${({detail:e})=>this.use(e)}></proserva-broadcast-templates>
      ${this.replaced?t`<p class="notice" role="status">${_(`The template has taken the place of what was written.`)}
            <button type="button" class="quiet" @click=${this.putBack}>${_(`Put it back`)}</button></p>`:n}`}fields(e){let{audience:n,notify:r}=this.content;return t`<div class="fields">
      ${_n(e,e=>this.client.resolve(e))}
      <proserva-audience .api=${this.api} .courseId=${this.courseId} .segments=${e} .value=${n} .errors=${this.errorsOf(`audience`)}
        @change=${({detail:e})=>this.edit({audience:e},`audience`)}></proserva-audience>
      ${vn(this.previewer,!!nn(n),()=>this.look(0))} ${this.templates()} ${this.subject()} ${this.text()}
      ${Tn(e.fields,e=>this.insert(e))} ${En(this.previewer.latest,e.fields)}
      <label class="check"><input type="checkbox" .checked=${r} @change=${e=>this.edit({notify:e.target.checked})} />
        <span>${_(`By email, too, to those who want emails`)}</span></label>
      ${Cn({content:this.content,laterOnly:this.broadcast!==null,courseZone:e.time_zone,errors:this.errors.send_at,change:e=>this.edit(e,`send_at`)})}
    </div>`}actions(){let e=this.busy===`send`?_(`Sending…`):this.uploads.busy?_(`Uploading…`):this.content.later?_(`Schedule…`):_(`Send…`);return t`<div class="end">${gn(this.online.now,this.problem,this.word)}
      <div class="actions">
        <button type="submit" class="primary flip" ?disabled=${!!this.busy||this.uploads.busy}>${ve}${e}</button>
        <button type="button" class="outline" ?disabled=${!!this.busy} @click=${this.test}>${this.busy===`test`?_(`Sending…`):_(`Send to me first`)}</button>
      </div>
    </div>`}confirmation(){return t`<proserva-broadcast-confirm .api=${this.api} .segments=${this.segments} .count=${this.previewer.latest?.count??0}
      .subject=${this.content.subject} .when=${Sn(this.content)} @confirm=${()=>void this.send()}
      @close=${()=>this.asking=!1}></proserva-broadcast-confirm>`}render(){let e=hn(this.broadcast!==null,()=>this.dispatchEvent(new CustomEvent(`leave`)));return this.phase===`loading`?t`${e}${g(6)}`:this.phase===`failed`||!this.segments?t`${e}${h(this.problem,()=>void this.load())}`:t`${e}
      <form class="columns" novalidate @submit=${this.ask}>
        ${this.fields(this.segments)}
        <proserva-broadcast-preview .api=${this.api} .preview=${this.previewer.latest} .stale=${this.previewer.stale}
          .attachments=${this.uploads.attachments}></proserva-broadcast-preview>
        ${this.actions()}
      </form>
      ${this.asking?this.confirmation():n}`}};k([i({attribute:!1})],q.prototype,`courseId`,void 0),k([i({attribute:!1})],q.prototype,`broadcast`,void 0),k([a()],q.prototype,`phase`,void 0),k([a()],q.prototype,`config`,void 0),k([a()],q.prototype,`segments`,void 0),k([a()],q.prototype,`content`,void 0),k([a()],q.prototype,`errors`,void 0),k([a()],q.prototype,`problem`,void 0),k([a()],q.prototype,`word`,void 0),k([a()],q.prototype,`busy`,void 0),k([a()],q.prototype,`asking`,void 0),k([a()],q.prototype,`dragging`,void 0),k([a()],q.prototype,`replaced`,void 0);function jn(e){switch(e.state){case`scheduled`:return{words:tn(e)?_(`Scheduled`):_(`About to be sent`),mood:``};case`sending`:return{words:_(`Sending`),mood:``};case`sent`:return{words:_(`Sent`),mood:`good`};case`cancelled`:return{words:_(`Cancelled`),mood:``};case`stopped`:return{words:_(`Stopped`),mood:`bad`}}}function Mn(e){let{state:t,progress:n,stopped_reason:r,send_at:i}=e,{total:a,in_bell:o}=n;switch(t){case`scheduled`:return tn(e)?_(`It will be sent on %(time)s.`,{time:T(i)}):_(`It is about to be sent.`);case`sending`:return _(`It is being sent. You may leave this page: sending goes on.`);case`sent`:return y(`It is in the messages of %(count)s person.`,`It is in the messages of %(count)s people.`,o);case`cancelled`:return _(`It was cancelled. Nobody got it.`);case`stopped`:return`${r||_(`It was stopped.`)} ${_(`%(reached)s of %(total)s people have it.`,{reached:o,total:a})}`}}function Nn(e,t){return _(`%(part)s of %(whole)s (%(percent)s)`,{part:e,whole:t,percent:new Intl.NumberFormat(v(),{style:`percent`}).format(an(e,t)/100)})}function Pn({skipped_reason:e}){switch(e){case`unenrolled`:return _(`Left out: no longer enrolled`);case`retired`:return _(`Left out: has left this site`);case`inactive`:return _(`Left out: the account is not active`);default:return _(`Left out`)}}var Fn=4,In=60,J=class extends f{constructor(...e){super(...e),this.courseId=``,this.broadcasts=null,this.cursor=null,this.error=null,this.problem=``,this.busy=!1,this.deep=!1,this.online=new S(this),this.poller=new we(()=>this.refresh(),()=>this.broadcasts?.some(en)?Fn:In)}static{this.styles=[f.styles,B,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop()),this.courseId&&this.poller.start()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){e.has(`courseId`)&&this.courseId&&(Object.assign(this,{broadcasts:null,cursor:null,deep:!1}),this.poller.start(),e.get(`courseId`)&&this.poller.now())}fetch(e){return this.client.get(`broadcasts/`,{course_id:this.courseId,cursor:e})}async refresh(){let e=this.courseId;try{let t=await this.fetch(null);if(e!==this.courseId)return;let n=new Set(t.results.map(({id:e})=>e)),r=this.deep?(this.broadcasts??[]).filter(({id:e})=>!n.has(e)):[];this.broadcasts=[...t.results,...r],this.deep||(this.cursor=t.next_cursor),this.error=null}catch(e){throw this.broadcasts||(this.error=e),e}}async more(){Object.assign(this,{busy:!0,problem:``});try{let e=await this.fetch(this.cursor),t=new Set(this.broadcasts?.map(({id:e})=>e));this.broadcasts=[...this.broadcasts??[],...e.results.filter(({id:e})=>!t.has(e))],this.cursor=e.next_cursor,this.deep=!0,await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`.subject`)[t.size]?.focus()}catch(e){this.problem=l(e)}finally{this.busy=!1}}facts({audience_text:e,began:r,mine:i,progress:a,sender:o,send_at:s}){let{in_bell:c,seen:l,emails:u}=a;return t`<div class="small dim">${[i?_(`by you`):_(`by %(name)s`,{name:w(o)}),T(s),e,r?_(`Opened by %(seen)s of %(reached)s`,{seen:l,reached:c}):y(`%(count)s person`,`%(count)s people`,a.total),u.failed?y(`%(count)s email failed`,`%(count)s emails failed`,u.failed):``].filter(Boolean).map((e,r)=>t`${r?` · `:n}<bdi>${e}</bdi>`)}</div>`}row(e){let{words:r,mood:i}=jn(e);return t`<li>
      <div class="line">
        <button type="button" class="subject" @click=${()=>this.dispatchEvent(new CustomEvent(`open`,{detail:e.id}))}><bdi>${e.subject}</bdi></button>
        <span class="state-chip ${i}">${r}</span>
      </div>
      ${this.facts(e)} ${e.state===`stopped`?t`<p class="error">${Mn(e)}</p>`:n}
    </li>`}failure(){return this.error instanceof c&&this.error.status===404?m(b,_(`This is for the course team.`)):h(l(this.error),()=>this.poller.now())}content(){let{broadcasts:e}=this;return this.error?this.failure():e?e.length?t`<ul>${e.map(e=>this.row(e))}</ul>
      ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy?_(`Loading…`):_(`Load more`)}</button>`:n}`:t`${m(b,_(`No broadcasts yet`),_(`Write once, and everybody in the course gets it. Answers come to you alone.`))}
        <p class="state"><button type="button" class="primary" @click=${()=>this.dispatchEvent(new CustomEvent(`write`))}>${_(`Message all students`)}</button></p>`:g(4)}render(){return t`<div class="top"><h2 tabindex="-1">${_(`Broadcasts`)}</h2></div>
      ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`} ${this.content()}`}};k([i({attribute:!1})],J.prototype,`courseId`,void 0),k([a()],J.prototype,`broadcasts`,void 0),k([a()],J.prototype,`cursor`,void 0),k([a()],J.prototype,`error`,void 0),k([a()],J.prototype,`problem`,void 0),k([a()],J.prototype,`busy`,void 0);var Ln=class extends f{constructor(...e){super(...e),this.preview=null,this.attachments=[],this.stale=!1,this.face=`web`}static{this.styles=[f.styles,p,e`
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
      ${this.attachments.length?t`<ul class="files" aria-label=${_(`Files`)}>${this.attachments.map(({name:e})=>t`<li>${he}<span dir="auto">${e}</span></li>`)}</ul>`:n}
    </div>`}email({subject:e,email_html:n}){let r=e||_(`(no subject yet)`);return t`<p><span class="dim">${_(`Subject:`)}</span> <bdi>${r}</bdi></p>
      <iframe sandbox="" srcdoc=${n} title=${_(`The email`)} tabindex="0"></iframe>`}render(){let{face:e,preview:n}=this,r=n?.sample;return t`<section aria-labelledby="title" aria-busy=${this.stale}>
      <h3 id="title">${r?_(`As %(name)s will see it`,{name:w(r)}):_(`As a learner will see it`)}</h3>
      <div class="tabs" role="tablist" aria-labelledby="title" @keydown=${this.moved}>
        ${this.tab(`web`,_(`In their messages`))} ${this.tab(`email`,_(`Email`))}
      </div>
      <div id="panel" class="panel ${e}" role="tabpanel" aria-labelledby="tab-${e}" tabindex="0">
        ${n?e===`web`?this.web(n):this.email(n):t`<p class="dim">${_(`Loading…`)}</p>`}
      </div>
    </section>`}};k([i({attribute:!1})],Ln.prototype,`preview`,void 0),k([i({attribute:!1})],Ln.prototype,`attachments`,void 0),k([i({attribute:!1})],Ln.prototype,`stale`,void 0),k([a()],Ln.prototype,`face`,void 0);var Rn=e`
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
`,zn=300,Y=class extends f{constructor(...e){super(...e),this.broadcastId=0,this.revision=``,this.rows=null,this.cursor=null,this.query=``,this.filter=``,this.error=``,this.problem=``,this.stale=!1,this.busy=!1,this.asked=0,this.timer=0}static{this.styles=[f.styles,Rn]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){e.has(`broadcastId`)&&Object.assign(this,{rows:null,query:``,filter:``}),(e.has(`broadcastId`)||e.has(`revision`))&&this.reload()}get params(){return{state:this.filter,q:this.query.trim()}}fetch(e){return this.client.get(`broadcasts/${this.broadcastId}/recipients/`,{...this.params,cursor:e})}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;Object.assign(this,{error:``,problem:``,stale:!0,busy:!1});try{let t=await this.fetch(null);e===this.asked&&Object.assign(this,{rows:t.results,cursor:t.next_cursor,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:l(t),rows:null})}}async more(){let{asked:e}=this,t=this.rows?.length??0;Object.assign(this,{busy:!0,problem:``});try{let n=await this.fetch(this.cursor);if(e!==this.asked)return;Object.assign(this,{rows:[...this.rows??[],...n.results],cursor:n.next_cursor}),await this.updateComplete,n.next_cursor||this.renderRoot.querySelectorAll(`th[scope=row]`)[t]?.focus()}catch(t){e===this.asked&&(this.problem=l(t))}finally{e===this.asked&&(this.busy=!1)}}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),zn)}choose(e){this.filter=e.target.value,this.reload()}get download(){return this.client.resolve(`broadcasts/${this.broadcastId}/recipients/?${new URLSearchParams({...this.params,format:`csv`})}`)}filters(){let e=_(`Search by name`),r=[[``,_(`Everybody`)],[`seen`,_(`Have opened it`)],[`unseen`,_(`Have not opened it`)],[`email_sent`,_(`Emailed`)],[`email_failed`,_(`Email failed`)],[`email_pending`,_(`Email waiting`)],[`email_skipped`,_(`No email`)],[`email_unknown`,_(`Email unclear`)],[`skipped`,_(`Left out`)]];return t`<div class="tools">
      <div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      <label class="filter"><span>${_(`Show`)}</span><select @change=${this.choose}>
        ${r.map(([e,n])=>t`<option value=${e} ?selected=${e===this.filter}>${n}</option>`)}
      </select></label>
      <a class="button outline" href=${this.download} download>${_(`Download as CSV`)}</a>
    </div>`}seen(e){let{seen_at:n}=e;return n?t`<time datetime=${n}>${T(n)}</time>`:t`<span class="dim">${_(`Not yet`)}</span>`}got(e){let{in_bell_at:n,state:r}=e;return r===`skipped`?t`<span class="dim">${Pn(e)}</span>`:n?t`<time datetime=${n}>${T(n)}</time>`:t`<span class="dim">${_(`Queued`)}</span>`}email({email:e}){if(!e)return t`<span class="dim">–</span>`;let r=Ee(e);return t`<span class=${e.state===`failed`?`bad`:``}>${Te(e)}</span>${r?t`<span class="why small dim" dir="auto">${r}</span>`:n}`}row(e){let{person:r}=e,i=(e,n)=>t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`;return t`<tr role="row">
      <th role="rowheader" scope="row" tabindex="-1"><span class="person">${C(r,e=>this.client.resolve(e))}
        <span class="names"><span class="name" dir="auto">${w(r)}</span>${r?t`<span class="small dim"><bdi>${r.username}</bdi></span>`:n}</span></span></th>
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
      ${this.content()}`}};k([i({attribute:!1})],Y.prototype,`broadcastId`,void 0),k([i({attribute:!1})],Y.prototype,`revision`,void 0),k([a()],Y.prototype,`rows`,void 0),k([a()],Y.prototype,`cursor`,void 0),k([a()],Y.prototype,`query`,void 0),k([a()],Y.prototype,`filter`,void 0),k([a()],Y.prototype,`error`,void 0),k([a()],Y.prototype,`problem`,void 0),k([a()],Y.prototype,`stale`,void 0),k([a()],Y.prototype,`busy`,void 0);var Bn=e`
  .progress { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; font-size: var(--fs-s); }
  .progress .part { font-variant-numeric: tabular-nums; color: var(--muted); }
  .track { grid-column: 1 / -1; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--tint); border: 1px solid var(--control); }
  .track i { display: block; block-size: 100%; background: var(--primary); transition: inline-size 0.4s; forced-color-adjust: none; }
`;function Vn(e,n,r){let i=Nn(n,r);return t`<div class="progress">
    <span aria-hidden="true">${e}</span><span class="part" aria-hidden="true">${i}</span>
    <div class="track" role="progressbar" aria-label=${e} aria-valuemin="0" aria-valuemax=${r} aria-valuenow=${Math.min(n,r)}
      aria-valuetext=${i}><i style="inline-size:${an(n,r)}%"></i></div>
  </div>`}var X=1,Hn=15,Un=60,Z=class extends f{constructor(...e){super(...e),this.broadcastId=0,this.broadcast=null,this.error=null,this.problem=``,this.word=``,this.busy=!1,this.sure=!1,this.left=0,this.retried=0,this.timer=0,this.deadline=0,this.pause=X,this.online=new S(this),this.poller=new we(()=>this.refresh(),()=>this.seconds())}static{this.styles=[f.styles,p,B,Bn,e`
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
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.poller.stop(),()=>clearInterval(this.timer)),this.broadcastId&&this.poller.start()}focus(){this.updateComplete.then(()=>(this.find(`#undo`)??this.find(`h2`))?.focus())}willUpdate(e){e.has(`broadcastId`)&&this.broadcastId&&(this.broadcast?.id===this.broadcastId?this.take(this.broadcast):this.broadcast=null,this.poller.start())}seconds(){let{broadcast:e}=this;return e?this.left?this.left+X:en(e)?this.pause:Un:X}async refresh(){try{let e=await this.client.get(`broadcasts/${this.broadcastId}/`),t=JSON.stringify(e.progress)===JSON.stringify(this.broadcast?.progress)&&e.state===this.broadcast?.state;this.pause=t?Math.min(this.pause*1.5,Hn):X,this.take(e)}catch(e){throw(!this.broadcast||e instanceof c&&e.status===404)&&(this.error=e),e}}take(e){Object.assign(this,{broadcast:e,error:null});let{state:t,undo_seconds:n}=e;this.deadline=t===`scheduled`?Date.now()+n*1e3:0,clearInterval(this.timer),this.count()&&(this.timer=window.setInterval(()=>this.tick(),1e3))}count(){let e=this.shadowRoot?.activeElement?.id===`undo`;return this.left=Math.max(0,Math.round((this.deadline-Date.now())/1e3)),!this.left&&e&&this.focus(),this.left>0}tick(){this.count()||(clearInterval(this.timer),this.pause=X,this.poller.now())}async act(e){if(!this.busy){Object.assign(this,{busy:!0,problem:``,word:``});try{let t=await this.client.post(`broadcasts/${this.broadcastId}/${e}/`,{});e===`retry`?this.retrying(t.retried??0):this.take(t)}catch(e){this.problem=l(e)}finally{Object.assign(this,{busy:!1,sure:!1})}this.pause=X,this.poller.now(),this.focus()}}retrying(e){this.retried+=1,this.word=y(`%(count)s email will be tried again.`,`%(count)s emails will be tried again.`,e)}undo(){return this.left<=0?n:t`<div class="undo">
      <p aria-hidden="true">${y(`It will be sent in %(count)s second.`,`It will be sent in %(count)s seconds.`,this.left)}</p>
      <button type="button" class="primary" id="undo" aria-describedby="undo-hint" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${_(`Undo`)}</button>
      <span id="undo-hint" hidden>${_(`Takes it back before anybody gets it.`)}</span>
    </div>`}later(e){return!e.mine||!tn(e)?n:this.sure?t`<div class="actions">
        <button type="button" class="primary" id="sure" ?disabled=${this.busy} @click=${()=>void this.act(`cancel`)}>${_(`Cancel for good`)}</button>
        <button type="button" class="quiet" @click=${()=>this.sure=!1}>${_(`Keep it`)}</button>
      </div>`:t`<div class="actions">
      <button type="button" class="outline" @click=${()=>this.dispatchEvent(new CustomEvent(`edit`,{detail:e}))}>${_(`Edit`)}</button>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`send_now`)}>${_(`Send now`)}</button>
      <button type="button" class="quiet" @click=${this.askToCancel}>${_(`Cancel it`)}</button>
    </div>`}async askToCancel(){this.sure=!0,await this.updateComplete,this.find(`#sure`)?.focus()}bars({notify_email:e,progress:r}){let{emails:i,in_bell:a,skipped:o,total:s}=r,c=i.sent+i.failed+i.skipped+i.unknown+i.digest;return t`<div class="bars">
      ${Vn(_(`In the bell`),a+o,s)} ${e?Vn(_(`Emails dealt with`),c,c+i.pending):n}
    </div>`}figures({notify_email:e,progress:n}){let{emails:r,in_bell:i,seen:a,skipped:o,total:s}=n;return t`<dl>
      ${[[_(`Queued`),Math.max(0,s-i-o),!0],[_(`In the bell`),i,!0],[_(`Opened`),a,!0],[_(`Left out`),o,o>0],[_(`Emailed`),r.sent,e],[_(`Emails waiting`),r.pending,e&&r.pending>0],[_(`In a daily email`),r.digest,r.digest>0],[_(`No email`),r.skipped,r.skipped>0],[_(`Emails failed`),r.failed,e,r.failed>0],[_(`Emails unclear`),r.unknown,r.unknown>0]].flatMap(([e,n,r,i])=>r?t`<div><dt>${e}</dt><dd class=${i?`bad`:``}>${n}</dd></div>`:[])}
    </dl>`}retry({progress:e}){let{failed:r}=e.emails;if(!r)return n;let i=y(`Try %(count)s failed email again`,`Try %(count)s failed emails again`,r);return t`<div class="actions"><button type="button" class="outline" ?disabled=${this.busy} @click=${()=>void this.act(`retry`)}>${i}</button></div>`}written({attachments:e,body_html:r}){return t`<details>
      <summary>${_(`What was written`)}</summary>
      <div class="body" dir="auto">${s(r)}</div>
      ${e.length?t`<ul class="files">${e.map(({name:e,url:n})=>t`<li><a href=${this.client.resolve(n)} download=${e}>${he}<span dir="auto">${e}</span></a></li>`)}</ul>`:n}
    </details>`}outcome(e){if(!e.began)return n;let{emails:r,seen:i,in_bell:a}=e.progress,o=[e.state,e.state===`sending`?``:a,r.pending===0,r.failed,i,this.retried].join();return t`${this.bars(e)} ${this.figures(e)} ${this.retry(e)}
      <proserva-broadcast-report .api=${this.api} .broadcastId=${e.id} .revision=${o}></proserva-broadcast-report>`}facts({audience_text:e,mine:r,notify_email:i,progress:a,sender:o,send_at:s}){return t`<p class="facts">${[e,y(`%(count)s person`,`%(count)s people`,a.total),r?``:_(`by %(name)s`,{name:w(o)}),T(s),i?``:_(`without emails`)].filter(Boolean).map((e,r)=>t`${r?t`<span aria-hidden="true">·</span>`:n}<bdi>${e}</bdi>`)}</p>`}head(e){let r=_(`Back to all broadcasts`);return t`<div class="top">
      <button type="button" class="round flip" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent(`leave`))}>${ue}</button>
      <h2 tabindex="-1" dir="auto">${e}</h2>
      ${this.broadcast?t`<span class="state-chip ${jn(this.broadcast).mood}">${jn(this.broadcast).words}</span>`:n}
    </div>`}failure(){return this.error instanceof c&&this.error.status===404?m(b,_(`This broadcast is not there, or not for you`)):h(l(this.error),()=>this.poller.now())}render(){let{broadcast:e}=this;return this.error?t`${this.head(_(`Broadcast`))}${this.failure()}`:e?t`${this.head(e.subject)}
      <div class="all">
        ${this.facts(e)} ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
        <p role="status" class=${e.state===`stopped`?`error`:``}>${Mn(e)} ${this.word}</p>
        ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
        ${e.mine?this.undo():n} ${this.later(e)} ${this.written(e)} ${this.outcome(e)}
      </div>`:t`${this.head(_(`Broadcast`))}${g(5)}`}};k([i({attribute:!1})],Z.prototype,`broadcastId`,void 0),k([i({attribute:!1})],Z.prototype,`broadcast`,void 0),k([a()],Z.prototype,`error`,void 0),k([a()],Z.prototype,`problem`,void 0),k([a()],Z.prototype,`word`,void 0),k([a()],Z.prototype,`busy`,void 0),k([a()],Z.prototype,`sure`,void 0),k([a()],Z.prototype,`left`,void 0),k([a()],Z.prototype,`retried`,void 0);var Q=class extends f{constructor(...e){super(...e),this.courseId=``,this.subject=``,this.body=``,this.open=!1,this.templates=null,this.error=``,this.problem=``,this.errors={},this.word=``,this.changing=null,this.deleting=0,this.busy=!1}static{this.styles=[f.styles,B,e`
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
      ${z(o,this.errors[e])}
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
      ${z(`name`,this.errors.name)}
    </div>`}panel(){return this.error?h(this.error,()=>void this.load()):this.templates?t`${this.templates.length?t`<ul aria-label=${_(`Templates`)}>${this.templates.map(e=>this.row(e))}</ul>`:t`<p class="dim">${_(`There are no templates yet.`)}</p>`}
      ${this.keepForm()} ${this.problem?t`<p class="error" role="alert">${this.problem}</p>`:n}`:g(2)}render(){return t`<button type="button" class="outline" id="toggle" aria-expanded=${this.open} aria-controls=${this.open?`panel`:n} @click=${this.toggle}>
        ${_(`Templates`)}</button>
      <span class="vh" role="status">${this.word}</span>
      ${this.open?t`<div id="panel" class="panel">${this.panel()} ${this.word?t`<p class="small" aria-hidden="true">${this.word}</p>`:n}</div>`:n}`}};k([i({attribute:!1})],Q.prototype,`courseId`,void 0),k([i({attribute:!1})],Q.prototype,`subject`,void 0),k([i({attribute:!1})],Q.prototype,`body`,void 0),k([a()],Q.prototype,`open`,void 0),k([a()],Q.prototype,`templates`,void 0),k([a()],Q.prototype,`error`,void 0),k([a()],Q.prototype,`problem`,void 0),k([a()],Q.prototype,`errors`,void 0),k([a()],Q.prototype,`word`,void 0),k([a()],Q.prototype,`changing`,void 0),k([a()],Q.prototype,`deleting`,void 0),k([a()],Q.prototype,`busy`,void 0);var Wn=50,Gn=class extends f{constructor(...e){super(...e),this.courseId=``,this.usernames=[],this.people=null,this.error=``,this.known=new Map}static{this.styles=[f.styles,e`
      .label { display: block; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
    `]}willUpdate(e){e.has(`courseId`)&&this.courseId&&this.load()}async load(){this.error=``;try{this.usernames.length&&await this.list({usernames:this.usernames.join(`,`)}),this.people=await this.list({})}catch(e){this.error=l(e)}}async list(e){let{results:t}=await this.client.recipients(this.courseId,e);return t.forEach(e=>this.known.set(e.username,e)),t}change(e){this.usernames=e,this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}who(e){return this.known.get(e)??{username:e,name:e,image_url:``,role:null,is_default:!1}}render(){if(this.error)return h(this.error,()=>void this.load());let e=(this.people?.length??0)>=Wn,n=_(`Add somebody`);return t`<span class="label" aria-hidden="true">${n}</span>
      <proserva-people multiple .api=${this.api} .label=${n} .people=${this.people??[]}
        .values=${this.usernames.map(e=>this.who(e))}
        .search=${e?e=>this.list({q:e}):null}
        @pick=${({detail:e})=>this.change(e.map(({username:e})=>e))}></proserva-people>`}};k([i({attribute:!1})],Gn.prototype,`courseId`,void 0),k([i({attribute:!1})],Gn.prototype,`usernames`,void 0),k([a()],Gn.prototype,`people`,void 0),k([a()],Gn.prototype,`error`,void 0);function Kn(e){let t=new URLSearchParams(e.search).get(`broadcast`);return t===`list`?``:t&&/^(new|\d{1,15}(\/edit)?)$/.test(t)?t:null}function qn(e){let t=new URL(location.href);return e===null?t.searchParams.delete(`broadcast`):t.searchParams.set(`broadcast`,e||`list`),t.pathname+t.search+t.hash}var Jn=class extends f{constructor(...e){super(...e),this.courseId=``,this.place=null}static{this.styles=[f.styles,e`
      :host { container-type: inline-size; }
      .bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; margin-block-end: 16px; border-block-end: 1px solid var(--line); padding-block-end: 10px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; }
      nav button[aria-current] { background: var(--tint); }
      @container (max-width: 479px) { .primary { flex: 1 1 100%; } nav { flex: 1; } nav button { flex: 1; padding-inline: 8px; } }
    `]}connectedCallback(){super.connectedCallback();let e=()=>this.place=Kn(location);window.addEventListener(`popstate`,e),this.whileConnected(()=>window.removeEventListener(`popstate`,e)),e()}go(e){e!==this.place&&history.pushState(null,``,qn(e)),this.place=e;let t=this.find(`proserva-broadcast-view`);this.updateComplete.then(()=>(t??this.find(`proserva-broadcast-view`))?.focus())}tab(e,r){return t`<button type="button" class="quiet" aria-current=${e===null==(this.place===null)?`true`:n} @click=${()=>this.go(e)}>${r}</button>`}went(e){e.preventDefault(),this.go(e.detail)}render(){return t`<div class="bar">
        <nav aria-label=${_(`Show`)}>${this.tab(null,_(`Students`))} ${this.tab(``,_(`Broadcasts`))}</nav>
        ${this.place===`new`?n:t`<button type="button" class="primary flip" @click=${()=>this.go(`new`)}>${ve}${_(`Message all students`)}</button>`}
      </div>
      <div ?hidden=${this.place!==null}><slot></slot></div>
      ${this.place===null?n:t`<proserva-broadcast-view .api=${this.api} .courseId=${this.courseId} .place=${this.place} @go=${this.went}></proserva-broadcast-view>`}`}};k([i({attribute:!1})],Jn.prototype,`courseId`,void 0),k([a()],Jn.prototype,`place`,void 0);var Yn={"proserva-chosen-people":Gn,"proserva-audience":G,"proserva-broadcast-confirm":K,"proserva-broadcast-preview":Ln,"proserva-broadcast-templates":Q,"proserva-broadcast-form":q,"proserva-broadcast-report":Y,"proserva-broadcast-status":Z,"proserva-broadcast-list":J,"proserva-broadcast-view":W,"proserva-roster-tools":Jn};function Xn(e){return t`<thead role="rowgroup">
    <tr role="row">
      ${[_(`Name`),...e?[_(`Cohort`)]:[],_(`Progress`),_(`Last contact`)].map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${_(`Message`)}</span></th>
    </tr>
  </thead>`}function Zn(e,n){return t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`}function Qn(e,{resolve:n,selected:r,select:i}){let a=w(e);return t`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    <label class="pick"><input type="checkbox" aria-label=${_(`Select %(name)s`,{name:a})} .checked=${r} @change=${e=>i(e.target.checked)} /></label>
    ${C(e,n)}
    <span class="names"><span class="name" dir="auto">${a}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function $n(e){if(e===null)return t`<span class="dim">–</span>`;let n=Math.min(Math.max(e,0),1),r=new Intl.NumberFormat(v(),{style:`percent`}).format(Math.floor(n*100+1e-9)/100);return t`<span class="progress"><span class="bar" aria-hidden="true"><i style="inline-size:${n*100}%"></i></span><span>${r}</span></span>`}function er(e,n){let{last_contact:r,thread:i}=e;if(!r)return t`<span class="dim">${_(`None yet`)}</span>`;let a=t`<time datetime=${r} title=${ke(r)}>${Ae(r)}</time>`;if(!i)return a;let o=_(`%(time)s, open the conversation with %(name)s`,{time:Ae(r),name:w(e)});return t`<a href="${n}?thread=${i}" target=${ce()} aria-label=${o}>${a}</a>`}function tr(e,r,i){return t`<button type="button" class="outline" data-write=${e.username} aria-expanded=${r} aria-controls=${r?`panel`:n}
    aria-label=${_(`Message %(name)s`,{name:w(e)})} @click=${i}>${b}${_(`Message`)}</button>`}function nr(e,r){let{cohorts:i,inbox:a,composer:o,write:s,selected:c}=r;return t`<tr role="row" class="${o?`open`:``} ${c?`chosen`:``}">
      ${Qn(e,r)} ${i?Zn(_(`Cohort`),t`<bdi>${e.cohort??`–`}</bdi>`):n}
      ${Zn(_(`Progress`),$n(e.progress))} ${Zn(_(`Last contact`),er(e,a))}
      <td role="cell" class="act">${tr(e,o!==null,s)}</td>
    </tr>
    ${o?t`<tr role="row" class="under"><td role="cell" colspan=${i?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&s()}}>
          <h2 id="title" class="vh">${_(`Message %(name)s`,{name:w(e)})}</h2>
          ${o}
        </section></td></tr>`:n}`}var rr=class{constructor(e){this.host=e,this.chosen=new Map,this.clear=()=>{this.chosen.clear(),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.clear()}get people(){return[...this.chosen.values()]}has({username:e}){return this.chosen.has(e)}turn(e,t){for(let n of e)t?this.chosen.set(n.username,n):this.chosen.delete(n.username);this.host.requestUpdate()}bar(e,r){let i=this.chosen.size,a=e.filter(e=>this.has(e)).length;return t`<div class="selection">
      <label class="pick"><input type="checkbox" .checked=${a>0&&a===e.length} .indeterminate=${a>0&&a<e.length}
        @change=${t=>this.turn(e,t.target.checked)} /><span>${_(`Select all shown`)}</span></label>
      <span role="status">${i?y(`%(count)s selected`,`%(count)s selected`,i):n}</span>
      ${i?t`${r}<button type="button" class="quiet" @click=${this.clear}>${_(`Clear`)}</button>`:n}
    </div>`}},ir=e`
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
`,ar=300,or=400,$=class extends f{constructor(...e){super(...e),this.courseId=``,this.people=null,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.cursor=null,this.error=null,this.problem=``,this.stale=!1,this.busy=!1,this.writing=``,this.together=[],this.asked=0,this.timer=0,this.online=new S(this),this.selection=new rr(this)}static{this.styles=[f.styles,ir]}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(Object.assign(this,{people:null,cohorts:[],query:``,cohort:``,writing:``,together:[]}),this.selection.clear(),this.reload())}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,stale:!0,busy:!1}),this.courseId)try{let[t,n]=await Promise.all([this.fetch(null),d(this.client)]);if(e!==this.asked)return;let r=t.cohorts??this.cohorts;Object.assign(this,{people:t.results,cursor:t.next_cursor,cohorts:r,config:n,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:t,people:null})}}fetch(e){let t={q:this.query.trim(),cohort:this.cohort,cursor:e};return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`,t)}async more(){let{asked:e}=this;Object.assign(this,{busy:!0,problem:``});try{let t=await this.fetch(this.cursor);if(e!==this.asked)return;await this.add(t)}catch(t){e===this.asked&&(this.problem=l(t))}finally{e===this.asked&&(this.busy=!1)}}async add({results:e,next_cursor:t}){let n=new Set(this.people?.map(({username:e})=>e)),r=e.filter(({username:e})=>!n.has(e));this.people=[...this.people??[],...r],this.cursor=t,await this.updateComplete,t||this.renderRoot.querySelectorAll(`th[scope=row]`)[n.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),ar)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),or)}sent(e,{thread:t}){let n=new Date().toISOString(),r=r=>r.username===e?{...r,thread:t,last_contact:n}:r;this.people=this.people?.map(r)??null}filters(){let e=_(`Search by name`);return t`<div class="tools">
      <div class="search">${x}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():n}
    </div>`}cohortChoice(){return t`<label class="cohorts"><span>${_(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${_(`All cohorts`)}</option>
        ${this.cohorts.map(e=>t`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let n=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),r=this.client.resolve(this.config?.inbox_url??``);return t`<table role="table" aria-label=${_(`Enrolled`)} aria-busy=${this.stale}>
      ${Xn(n)}
      <tbody role="rowgroup">
        ${e.map(e=>nr(e,{cohorts:n,inbox:r,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username),selected:this.selection.has(e),select:t=>this.selection.turn([e],t)}))}
      </tbody>
    </table>`}composer(e){return t`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}async writeTogether(e){this.together=e.map(e=>({...e,is_default:!1})),await this.updateComplete,this.find(e.length?`.together proserva-compose`:`.selection button, .selection input`)?.focus()}actions(){let{people:e}=this.selection;return t`${e.length>1?t`<button type="button" class="outline" @click=${()=>void this.writeTogether(e)}>${_e}${_(`Message as a group`)}</button>`:n}`}groupComposer(){if(!this.together.length)return n;let e=_(`Close`);return t`<section class="panel together" aria-labelledby="together" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&this.writeTogether([])}}>
      <div class="top"><h2 id="together">${_(`Message as a group`)}</h2>
        <button type="button" class="round" aria-label=${e} title=${e} @click=${()=>void this.writeTogether([])}>${me}</button></div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .chosen=${this.together} several @proserva-sent=${this.selection.clear}></proserva-compose>
    </section>`}failure(){return this.error instanceof c&&this.error.status===404?m(b,_(`This is for the course team.`)):h(l(this.error),()=>void this.reload())}content(){let{people:e}=this;return this.error?this.failure():e?!e.length&&!this.cursor?this.query.trim()||this.cohort?m(x,_(`Nobody matches`)):m(b,_(`Nobody is enrolled yet`)):t`${this.table(e)} ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>
            ${this.busy?_(`Loading…`):_(`Load more`)}
          </button>`:n}`:g(8)}count(){let e=this.people?.length??0;return!e||this.stale?``:this.cursor?_(`The first %(count)s`,{count:e}):y(`%(count)s person`,`%(count)s people`,e)}render(){return this.error instanceof c&&this.error.status===404?this.failure():t`<proserva-roster-tools .api=${this.api} .courseId=${this.courseId}>
      ${this.filters()}
      ${this.online.now?n:t`<p class="notice" role="status">${_(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.people?.length||this.selection.people.length?this.selection.bar(this.people??[],this.actions()):n} ${this.groupComposer()}
      ${this.content()}
    </proserva-roster-tools>`}};k([i({attribute:!1})],$.prototype,`courseId`,void 0),k([a()],$.prototype,`people`,void 0),k([a()],$.prototype,`cohorts`,void 0),k([a()],$.prototype,`config`,void 0),k([a()],$.prototype,`query`,void 0),k([a()],$.prototype,`cohort`,void 0),k([a()],$.prototype,`cursor`,void 0),k([a()],$.prototype,`error`,void 0),k([a()],$.prototype,`problem`,void 0),k([a()],$.prototype,`stale`,void 0),k([a()],$.prototype,`busy`,void 0),k([a()],$.prototype,`writing`,void 0),k([a()],$.prototype,`together`,void 0);var sr={...Yn,"proserva-announcement-banner":P,"proserva-announcement-form":V,"proserva-announcement-list":H,"proserva-announcements-view":U,"proserva-roster-view":$,"proserva-cohort-choice":j,"proserva-members":M,"proserva-group-settings":ze,"proserva-add-people":A,"proserva-mentions":tt,"proserva-group-options-view":Le,"proserva-people-panel-view":N,"proserva-rename-view":rt};for(let[e,t]of Object.entries(sr))customElements.get(e)||customElements.define(e,t)})();