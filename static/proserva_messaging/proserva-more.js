(function(){var e=proservaMessaging.css,t=proservaMessaging.html,n=proservaMessaging.nothing,r=proservaMessaging.property,i=proservaMessaging.state,a=proservaMessaging.ApiError,o=proservaMessaging.errorText,s=proservaMessaging.getConfig,c=proservaMessaging.ProservaElement,l=proservaMessaging.empty,u=proservaMessaging.failed,d=proservaMessaging.loading,ee=proservaMessaging.linkTarget,f=proservaMessaging.gettext,p=proservaMessaging.language,m=proservaMessaging.ngettext,te=proservaMessaging.checkIcon,ne=proservaMessaging.chevronIcon,h=proservaMessaging.closeIcon,g=proservaMessaging.messageIcon,_=proservaMessaging.peopleIcon,v=proservaMessaging.searchIcon,y=proservaMessaging.Online,b=proservaMessaging.avatar,re=proservaMessaging.others,x=proservaMessaging.peopleCount,S=proservaMessaging.personName,ie=proservaMessaging.roleName,C=proservaMessaging.dayAndYear,w=proservaMessaging.fullTime,T=proservaMessaging.relativeTime;function E(e,t){let[n,r]=e.map(S),i=e.length-1,a=[...e.length===2?[n,r]:[n,i>0?m(`%(count)s other`,`%(count)s others`,i):``],...t.map(({name:e})=>f(`everybody in %(cohort)s`,{cohort:e}))];return new Intl.ListFormat(p(),{type:`conjunction`}).format(a.filter(e=>e!==void 0&&e!==``))}function ae(e,t,n){return e?t===`none`?f(`%(names)s will see only what is written from now on, and no earlier message or file.`,{names:e}):f(`%(names)s will see everything that was written here since %(date)s, with all files.`,{names:e,date:C(n.created)}):``}function oe({thread:e,chosen:r,names:i,invalid:a,pick:o}){let s=[[`none`,f(`Only what is written from now on`)],[`all`,f(`Everything that was written here since %(date)s`,{date:C(e.created)})]];return t`<fieldset role="radiogroup" aria-invalid=${a} aria-describedby=${a?`history-error`:n}>
      <legend>${f(`What will they see?`)}</legend>
      ${s.map(([e,n])=>t`<label class="check"><input type="radio" name="history" value=${e} .checked=${r===e}
          @change=${()=>o(e)} /><span>${n}</span></label>`)}
    </fieldset>
    <p class="told" role="status" dir="auto">${r?ae(i,r,e):n}</p>`}var D=e`
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
`;function se(e){let t=e instanceof a?Object.values(e.fields).flat():[];return t.length?t.join(` `):o(e)}var O=class{constructor(e){this.host=e,this.busy=``,this.failed=``,this.text=``,e.addController(this)}hostConnected(){this.forget()}forget(){Object.assign(this,{failed:``,text:``}),this.host.requestUpdate()}async run(e,t){if(this.busy)return!1;this.forget(),this.busy=e;try{return await t(),!0}catch(t){return this.fail(e,se(t)),!1}finally{this.busy=``,this.host.requestUpdate()}}fail(e,t){Object.assign(this,{failed:e,text:t}),this.host.requestUpdate()}has(e){return this.failed===e}error(e){return this.has(e)?t`<p class="error" role="alert" id="${e}-error">${this.text}</p>`:n}};function k(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}function A(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var j=class extends c{constructor(...e){super(...e),this.detail=null,this.me=``,this.people=null,this.failure=``,this.whom=[],this.cohorts=[],this.keepInStep=!1,this.history=null,this.tries=new O(this)}static{this.styles=[c.styles,D,e`
      .told { padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); font-size: var(--fs-s); }
      .told:empty { display: none; }
      .part { gap: 14px; }
    `]}get thread(){return this.detail}connectedCallback(){super.connectedCallback(),this.history=this.thread.kind===`direct`?null:`none`,this.load()}updated(e){e.has(`people`)&&this.people&&this.find(`proserva-people`)?.focus()}async load(){this.failure=``;try{this.people=await this.search(``)}catch(e){this.failure=o(e)}}async search(e){return(await this.client.recipients(this.thread.course.id,{q:e,exclude_thread:this.thread.id})).results}async add(e){e.preventDefault();let{whom:t,cohorts:n,history:r,keepInStep:i}=this;if(!t.length&&!n.length)return this.stop(`usernames`,f(`Choose whom to add.`),`proserva-people`);if(!r)return this.stop(`history`,f(`Say first what they will see.`),`[name=history]`);let a=n.length?{cohorts:n.map(({id:e})=>e),keep_in_step:i}:{usernames:t.map(({username:e})=>e)};await this.tries.run(`add`,async()=>{let e=`threads/${this.thread.id}/participants/`;k(this,`changed`,await this.client.post(e,{...a,history:r}))})&&k(this,`added`,E(t,n))}stop(e,t,n){this.tries.fail(e,t),this.find(n)?.focus()}pressed(e){e.key!==`Escape`||e.defaultPrevented||(e.preventDefault(),e.stopPropagation(),k(this,`cancel`))}warning(){return this.thread.kind===`direct`?t`<p class="notice">${f(`Until now this was a private conversation between you and %(name)s. Both of you will see a line that says who was added, and what they see.`,{name:re(this.thread,this.me).map(S).join(`, `)})}</p>`:n}whomField(e){let n=f(`Whom to add`);return t`<div>
      <proserva-people .api=${this.api} .label=${n} .people=${e} .values=${this.whom} .multiple=${!0} .invalid=${this.tries.has(`usernames`)}
        .search=${e=>this.search(e)} @pick=${e=>{this.whom=e.detail,this.tries.forget()}}></proserva-people>
      ${this.tries.error(`usernames`)}
    </div>`}cohortField(){return t`<proserva-cohort-choice .api=${this.api} .courseId=${this.thread.course.id} .chosen=${this.cohorts.map(({id:e})=>e)}
      .keepInStep=${this.keepInStep} .canFollow=${this.thread.can.keep_in_step} @pick=${({detail:e})=>Object.assign(this,e)}></proserva-cohort-choice>`}form(e){let r=e=>{this.history=e,this.tries.forget()},i=this.whom.length||this.cohorts.length?E(this.whom,this.cohorts):``;return t`<form class="part" novalidate @submit=${this.add} @keydown=${this.pressed}>
      <h3>${f(`Add people`)}</h3>
      ${this.warning()} ${this.cohorts.length?n:this.whomField(e)} ${this.whom.length?n:this.cohortField()}
      ${oe({thread:this.thread,chosen:this.history,names:i,invalid:this.tries.has(`history`),pick:r})}
      ${this.tries.error(`history`)} ${this.tries.error(`add`)}
      <div class="row">
        <button type="submit" class="primary" ?disabled=${!!this.tries.busy}>${this.tries.busy?f(`Adding…`):f(`Add`)}</button>
        <button type="button" class="quiet" @click=${()=>k(this,`cancel`)}>${f(`Cancel`)}</button>
      </div>
    </form>`}render(){return this.failure?u(this.failure,()=>void this.load()):this.people?this.form(this.people):d(5)}};A([r({attribute:!1})],j.prototype,`detail`,void 0),A([r({attribute:!1})],j.prototype,`me`,void 0),A([i()],j.prototype,`people`,void 0),A([i()],j.prototype,`failure`,void 0),A([i()],j.prototype,`whom`,void 0),A([i()],j.prototype,`cohorts`,void 0),A([i()],j.prototype,`keepInStep`,void 0),A([i()],j.prototype,`history`,void 0);function M(){return f(`Whoever joins the cohort later joins this group, and whoever leaves it leaves; a line says so each time. Those added by name stay.`)}var N=class extends c{constructor(...e){super(...e),this.courseId=``,this.chosen=[],this.keepInStep=!1,this.canFollow=!0,this.cohorts=[]}static{this.styles=[c.styles,D]}willUpdate(e){e.has(`courseId`)&&this.courseId&&this.load()}async load(){let{courseId:e}=this,t=`courses/${encodeURIComponent(e)}/cohorts/`,{results:n}=await this.client.get(t).catch(()=>({results:[]}));e===this.courseId&&(this.cohorts=n)}pick(e,t){let n=this.cohorts.filter(({id:t})=>e.includes(t));this.dispatchEvent(new CustomEvent(`pick`,{detail:{cohorts:n,keepInStep:t&&n.length>0}}))}row({id:e,name:n,size:r}){return t`<label class="check"><input type="checkbox" .checked=${this.chosen.includes(e)} @change=${t=>{let n=this.chosen.filter(t=>t!==e);this.pick(t.target.checked?[...n,e]:n,this.keepInStep)}} />
      <span><bdi>${n}</bdi> <span class="dim">· ${x(r)}</span></span></label>`}step(){return t`<label class="check"><input type="checkbox" aria-describedby="step-hint" .checked=${this.keepInStep} @change=${e=>this.pick(this.chosen,e.target.checked)} />
        <span>${f(`Keep in step with the cohort`)}</span></label>
      <p class="hint" id="step-hint">${M()}</p>`}render(){return this.cohorts.length?t`<fieldset>
      <legend>${f(`Whole cohorts`)}</legend>
      ${this.cohorts.map(e=>this.row(e))} ${this.chosen.length&&this.canFollow?this.step():n}
    </fieldset>`:n}};A([r({attribute:!1})],N.prototype,`courseId`,void 0),A([r({attribute:!1})],N.prototype,`chosen`,void 0),A([r({attribute:!1})],N.prototype,`keepInStep`,void 0),A([r({attribute:!1})],N.prototype,`canFollow`,void 0),A([i()],N.prototype,`cohorts`,void 0);var P=class extends c{constructor(...e){super(...e),this.courseId=``,this.choice=null,this.people=0}static{this.styles=[c.styles,D,e`
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
    `]}change(e){k(this,`choice`,{title:``,cohorts:[],keepInStep:!1,...this.choice,...e})}words(){return this.people>1||this.choice?.cohorts.length?f(`This starts a group with Group Chat on: everybody in it sees who is in it and everything that is written. You are its owner and can add and remove people later.`):f(`Choose at least two people, or a cohort, to start a group.`)}render(){let{choice:e}=this;return e?t`<section aria-label=${f(`Group`)}>
      <p class="small">${this.words()}</p>
      <label class="field">${f(`Name of the group (optional)`)}
        <input type="text" dir="auto" maxlength="255" .value=${e.title}
          @input=${e=>this.change({title:e.target.value})} /></label>
      <proserva-cohort-choice .api=${this.api} .courseId=${this.courseId} .chosen=${e.cohorts} .keepInStep=${e.keepInStep}
        @pick=${({detail:{cohorts:e,keepInStep:t}})=>this.change({cohorts:e.map(({id:e})=>e),keepInStep:t})}
      ></proserva-cohort-choice>
    </section>`:n}};A([r({attribute:!1})],P.prototype,`courseId`,void 0),A([r({attribute:!1})],P.prototype,`choice`,void 0),A([r({attribute:!1})],P.prototype,`people`,void 0);function F({text:e,yes:n,busy:r,go:i,keep:a}){return t`<div class="ask" role="group" aria-label=${n} @keydown=${e=>{e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),a())}}>
    <p dir="auto">${e}</p>
    <div class="row">
      <button type="button" class="outline danger yes" ?disabled=${r} @click=${i}>${n}</button>
      <button type="button" class="quiet" @click=${a}>${f(`Cancel`)}</button>
    </div>
  </div>`}var I=class extends c{constructor(...e){super(...e),this.detail=null,this.closing=!1,this.tries=new O(this)}static{this.styles=[c.styles,D]}set(e,t){return this.tries.run(e,async()=>{k(this,`changed`,await this.client.patch(`threads/${this.detail?.id}/`,t))})}async turn(e,t){let n=e.target;await this.set(t,{[t]:n.checked})||(n.checked=!!this.detail?.[t])}flagWords({kind:e,group_chat:t,can:n}){return f(e===`direct`?t?`People can be added to this conversation. Until the first one is, it stays between the two of you.`:n.set_group_chat?`This conversation is always between the two of you. Switch Group Chat on to be able to add people.`:`This conversation is always between the two of you. Only its owner could switch Group Chat on.`:`People can be added to this conversation.`)}flag(e){return t`<div class="part">
      <label class="switch"><input type="checkbox" role="switch" aria-describedby="flag-hint" .checked=${e.group_chat}
        ?disabled=${!e.can.set_group_chat||!!this.tries.busy} @change=${e=>void this.turn(e,`group_chat`)} />
        <span>${f(`Group Chat`)}</span></label>
      <p class="hint" id="flag-hint">${this.flagWords(e)}</p>
      ${this.tries.error(`group_chat`)}
    </div>`}rule(e,n,r){return t`<label class="check"><input type="checkbox" .checked=${e[n]} ?disabled=${!!this.tries.busy}
        @change=${e=>void this.turn(e,n)} /><span>${r}</span></label>
      ${this.tries.error(n)}`}rules(e){return t`<div class="part"><fieldset>
      <legend>${f(`What members may do`)}</legend>
      ${this.rule(e,`members_may_add`,f(`Add people`))} ${this.rule(e,`members_may_remove`,f(`Remove people`))}
      <p class="hint">${f(`You can say otherwise for single people, in the list above.`)}</p>
    </fieldset></div>`}steps({cohorts:e,can:r}){if(!e.length)return n;let i=e.some(e=>e.in_step),a=e.map(({name:e})=>e).join(`, `);return r.keep_in_step?t`<div class="part">
      <label class="check"><input type="checkbox" aria-describedby="steps-hint" .checked=${i} ?disabled=${!!this.tries.busy} @change=${async e=>{let t=e.target;await this.set(`keep_in_step`,{keep_in_step:t.checked})||(t.checked=i)}} />
        <span>${f(`Keep in step with: %(names)s`,{names:a})}</span></label>
      <p class="hint" id="steps-hint">${M()}</p>
      ${this.tries.error(`keep_in_step`)}
    </div>`:i?t`<p class="part hint">${f(`Kept in step with: %(names)s`,{names:a})}</p>`:n}async open(e){this.closing=e,await this.updateComplete,this.find(e?`.yes`:`.end`)?.focus()}async close(e){await this.set(`closed`,{closed:e})&&await this.open(!1)}ending({closed:e}){let n={text:f(`Nobody will be able to write here until it is reopened. Everybody can still read.`),yes:f(`Close to new messages`),busy:!!this.tries.busy,go:()=>void this.close(!0),keep:()=>void this.open(!1)};return t`<div class="part">
      ${e?t`<p class="hint">${f(`This conversation is closed: nobody can write here.`)}</p>
            <div><button type="button" class="outline end" ?disabled=${!!this.tries.busy} @click=${()=>void this.close(!1)}>${f(`Reopen`)}</button></div>`:this.closing?F(n):t`<div><button type="button" class="outline end" @click=${()=>void this.open(!0)}>${f(`Close to new messages`)}</button></div>`}
      ${this.tries.error(`closed`)}
    </div>`}render(){let{detail:e}=this;if(!e)return n;let r=e.group_chat||e.kind===`group`;return t`${e.kind===`direct`||e.can.set_group_chat?this.flag(e):n} ${r&&e.can.set_permissions?this.rules(e):n} ${this.steps(e)}
    ${e.can.close?this.ending(e):n}`}};A([r({attribute:!1})],I.prototype,`detail`,void 0),A([i()],I.prototype,`closing`,void 0);function ce(e,t){return f(e===null?t?`As for all members: allowed`:`As for all members: not allowed`:e?`Allowed`:`Not allowed`)}function L(e,n,r,i,{busy:a,change:o}){let s=e[`own_${n}`];return t`<label class="field">${r}
    <select ?disabled=${a} @change=${e=>{let{value:t}=e.target;o({[n]:t===`null`?null:t===`true`})}}>
      ${[null,!0,!1].map(e=>t`<option value=${String(e)} .selected=${e===s}>${ce(e,i)}</option>`)}
    </select>
  </label>`}function R(e,r){let{detail:i}=r;return!i.can.set_permissions||e.thread_role===`owner`?n:t`<div class="rights">
    ${L(e,`may_add`,f(`Adding people`),i.members_may_add,r)}
    ${L(e,`may_remove`,f(`Removing people`),i.members_may_remove,r)}
  </div>`}function z(e,{asking:t,busy:r,change:i,remove:a,ask:o}){if(!t)return n;let s=S(e),[c,l,u]={remove:[f(`%(name)s keeps what they have read until now, gets nothing new, and sees that you removed them.`,{name:s}),f(`Remove %(name)s`,{name:s}),a],hand_over:[f(`%(name)s becomes the owner, and you become a member. Only they can give it back.`,{name:s}),f(`Hand over to %(name)s`,{name:s}),()=>i({hand_over:!0})],step_down:[f(`You become a member. Only another owner can make you an owner again.`),f(`Step down as owner`),()=>i({role:`member`})]}[t];return F({text:c,yes:l,busy:r,go:u,keep:()=>o(null)})}function B(e,r){let{detail:i,mine:a,busy:o,ask:s,change:c}=r,l=e.thread_role===`member`;return t`<div class="row">
    ${e.can.make_owner&&!a?t`<button type="button" class="outline" ?disabled=${o} @click=${()=>c({role:`owner`})}>${f(`Make an owner`)}</button>`:n}
    ${i.can.hand_over&&!a&&l?t`<button type="button" class="outline" data-deed="hand_over" @click=${()=>s(`hand_over`)}>${f(`Hand over to them`)}</button>`:n}
    ${a&&!l?t`<button type="button" class="outline" data-deed="step_down" @click=${()=>s(`step_down`)}>${f(`Step down as owner`)}</button>`:n}
    ${e.can.remove&&!a?t`<button type="button" class="outline danger" data-deed="remove" @click=${()=>s(`remove`)}>${f(`Remove`)}</button>`:n}
  </div>`}function V(e){let r=e.thread_role===`owner`?``:H(e);return t`<div class="small dim">
    <bdi>${ie(e.role)}</bdi> · <time datetime=${e.joined} title=${w(e.joined)}>${f(`since %(date)s`,{date:C(e.joined)})}</time>
    ${r?t`· <bdi>${r}</bdi>`:n}
  </div>`}function H({may_add:e,may_remove:t}){return e&&t?f(`may add and remove people`):e?f(`may add people`):t?f(`may remove people`):``}function U(e,{detail:t,mine:n}){return t.kind===`group`?n?e.thread_role===`owner`&&t.can.hand_over:e.can.remove||e.can.make_owner||e.thread_role===`member`&&(t.can.set_permissions||t.can.hand_over):!1}function W(e,r){let{mine:i,open:a,asking:o,error:s,resolve:c,unfold:l}=r,u=S(e),d=f(`Manage %(name)s`,{name:u});return t`<li tabindex="-1" data-name=${e.username}>
    <div class="person">
      ${b(e,c)}
      <div class="who">
        <div><span class="name" dir="auto">${u}</span> ${i?t`<span class="small dim">${f(`(you)`)}</span>`:n}
          ${e.thread_role===`owner`?t`<span class="tag">${f(`Owner`)}</span>`:n}</div>
        ${V(e)}
      </div>
      ${U(e,r)?t`<button type="button" class="round fold" aria-expanded=${a} aria-label=${d} title=${d} @click=${l}>${ne}</button>`:n}
    </div>
    ${a?t`<div class="manage">${R(e,r)} ${o?z(e,r):B(e,r)} ${s}</div>`:n}
  </li>`}var G=e`
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
`,le=300,K=class extends c{constructor(...e){super(...e),this.detail=null,this.me=``,this.people=null,this.cursor=null,this.query=``,this.error=``,this.busy=!1,this.open=``,this.asking=null,this.asked=0,this.timer=0,this.tries=new O(this)}static{this.styles=[c.styles,D,G]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer))}willUpdate(e){let t=e.get(`detail`);e.has(`detail`)&&this.detail&&t?.participant_count!==this.detail.participant_count&&this.reload()}fetch(e,t){return this.client.get(`threads/${this.detail?.id}/participants/`,{q:e,cursor:t})}async reload(){clearTimeout(this.timer);let e=this.asked+=1;this.error=``;try{let t=await this.fetch(this.query.trim(),null);e===this.asked&&Object.assign(this,{people:t.results,cursor:t.next_cursor})}catch(t){e===this.asked&&Object.assign(this,{error:o(t),people:null})}}async more(){let{asked:e}=this,t=new Set(this.people?.map(({username:e})=>e));this.busy=!0,await this.tries.run(`more`,async()=>{let n=await this.fetch(this.query.trim(),this.cursor);e===this.asked&&(this.people=[...this.people??[],...n.results.filter(({username:e})=>!t.has(e))],this.cursor=n.next_cursor)}),this.busy=!1,await this.updateComplete,this.cursor||this.renderRoot.querySelectorAll(`li`)[t.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),le)}async unfold(e){this.tries.forget(),Object.assign(this,{open:this.open===e?``:e,asking:null})}async ask(e){let t=this.asking;this.tries.forget(),this.asking=e,await this.updateComplete,this.find(e?`.yes`:`[data-deed=${t}]`)?.focus()}path(e){return`threads/${this.detail?.id}/participants/${encodeURIComponent(e)}/`}async change(e,t){await this.tries.run(e,async()=>{await this.client.patch(this.path(e),t),await Promise.all([...new Set([e,this.me])].map(e=>this.renew(e))),await this.refresh()})&&(this.asking=null,await this.updateComplete,(`role`in t||`hand_over`in t)&&this.find(`[data-name="${CSS.escape(e)}"]`)?.focus())}async takeOut(e){let t=this.people?.findIndex(t=>t.username===e)??0;if(!await this.tries.run(e,async()=>{await this.client.remove(this.path(e)),this.people=this.people?.filter(t=>t.username!==e)??null,await this.refresh()}))return;Object.assign(this,{open:``,asking:null}),await this.updateComplete;let n=[...this.renderRoot.querySelectorAll(`li`)];(n[Math.min(t,n.length-1)]??this.find(`ul`))?.focus()}async refresh(){k(this,`changed`,await this.client.get(`threads/${this.detail?.id}/`))}async renew(e){let{results:t}=await this.fetch(e,null),n=t.find(t=>t.username===e);n&&(this.people=this.people?.map(t=>t.username===e?n:t)??null)}field(){let e=f(`Search people`);return t`<div class="search">${v}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
      .value=${this.query} @input=${this.search} /></div>`}content(e){let{people:r}=this;return this.error?u(this.error,()=>void this.reload()):r?r.length?t`<ul aria-label=${f(`People`)} tabindex="-1">
        ${r.map(t=>W(t,{detail:e,mine:t.username===this.me,open:t.username===this.open,asking:this.asking,busy:!!this.tries.busy,error:this.tries.error(t.username),resolve:e=>this.client.resolve(e),unfold:()=>void this.unfold(t.username),ask:e=>void this.ask(e),change:e=>void this.change(t.username,e),remove:()=>void this.takeOut(t.username)}))}
      </ul>
      ${this.tries.error(`more`)}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy?f(`Loading…`):f(`Show more`)}</button>`:n}`:l(v,f(`Nobody by that name.`)):d(4)}render(){let{detail:e}=this;if(!e)return n;let r=this.query.trim()&&this.people&&!this.cursor?this.people.length:e.participant_count;return t`${e.kind===`group`?this.field():n}
      <p class="hint count" role="status">${this.people?x(r):n}</p>
      ${this.content(e)}`}};A([r({attribute:!1})],K.prototype,`detail`,void 0),A([r({attribute:!1})],K.prototype,`me`,void 0),A([i()],K.prototype,`people`,void 0),A([i()],K.prototype,`cursor`,void 0),A([i()],K.prototype,`query`,void 0),A([i()],K.prototype,`error`,void 0),A([i()],K.prototype,`busy`,void 0),A([i()],K.prototype,`open`,void 0),A([i()],K.prototype,`asking`,void 0);var ue=150,de=8,fe=/(?:^|[\s([{"'“«])@([\p{L}\p{N}_.+-]{0,40})$/u;function q(e,t){return fe.exec(e.slice(0,t))?.[1]??null}var J=class extends c{constructor(...e){super(...e),this.thread=``,this.me=``,this.found=[],this.active=0,this.query=null,this.timer=0,this.area=null,this.close=()=>{clearTimeout(this.timer),Object.assign(this,{query:null,found:[],active:0})},this.typed=()=>{let{area:e}=this,t=e?q(e.value,e.selectionStart):null;if(t===null)return this.close();clearTimeout(this.timer),this.query=t,this.timer=window.setTimeout(()=>void this.ask(t),ue)},this.pressed=e=>{if(!this.found.length||e.isComposing||e.ctrlKey||e.metaKey||e.altKey)return;let t={ArrowDown:1,ArrowUp:this.found.length-1}[e.key],n=this.found[this.active];if(t)this.active=(this.active+t)%this.found.length;else if((e.key===`Enter`||e.key===`Tab`)&&n)this.take(n);else if(e.key===`Escape`)this.close();else return;e.preventDefault(),e.stopPropagation()}}createRenderRoot(){return this}connectedCallback(){super.connectedCallback(),this.updateComplete.then(()=>this.attach()),this.whileConnected(()=>this.detach())}attach(){this.area=this.closest(`form`)?.querySelector(`textarea`)??null,this.area?.setAttribute(`aria-autocomplete`,`list`),this.area?.addEventListener(`input`,this.typed),this.area?.addEventListener(`keydown`,this.pressed),this.area?.addEventListener(`blur`,this.close)}detach(){clearTimeout(this.timer),this.area?.removeEventListener(`input`,this.typed),this.area?.removeEventListener(`keydown`,this.pressed),this.area?.removeEventListener(`blur`,this.close)}async ask(e){let t=await this.client.get(`threads/${this.thread}/participants/`,{q:e,limit:9}).catch(()=>null);if(e!==this.query)return;let n=t?.results.filter(({username:e})=>e!==this.me)??[];Object.assign(this,{found:n.slice(0,de),active:0})}take({username:e}){let{area:t}=this;if(!t)return;let n=t.selectionStart,r=n-(q(t.value,n)??``).length;t.focus(),t.setSelectionRange(r,n),document.execCommand?.(`insertText`,!1,`${e} `)||(t.setRangeText(`${e} `,r,n,`end`),t.dispatchEvent(new Event(`input`,{bubbles:!0}))),this.close()}updated(){let e=this.found.length>0;this.mark(`aria-controls`,e?`mentions`:null),this.mark(`aria-activedescendant`,e?`mention-${this.active}`:null),this.querySelector(`.active`)?.scrollIntoView?.({block:`nearest`})}mark(e,t){t===null?this.area?.removeAttribute(e):this.area?.setAttribute(e,t)}option(e,n){return t`<li id="mention-${n}" role="option" class="option ${n===this.active?`active`:``}" aria-selected=${n===this.active}
      @mousedown=${e=>e.preventDefault()} @click=${()=>this.take(e)}>
      ${b(e,e=>this.client.resolve(e))}
      <span class="names"><bdi>${S(e)}</bdi> <span class="small dim"><bdi>@${e.username}</bdi></span></span>
    </li>`}render(){let{found:e}=this;return t`${e.length?t`<ul id="mentions" class="mentions" role="listbox" aria-label=${f(`People in this conversation`)}>
            ${e.map((e,t)=>this.option(e,t))}
          </ul>`:n}
      <span class="vh" role="status">${e.length?m(`%(count)s person to mention`,`%(count)s people to mention`,e.length):n}</span>`}};A([r({attribute:!1})],J.prototype,`thread`,void 0),A([r({attribute:!1})],J.prototype,`me`,void 0),A([i()],J.prototype,`found`,void 0),A([i()],J.prototype,`active`,void 0);var Y=class extends c{constructor(...e){super(...e),this.detail=null,this.me=``,this.adding=!1,this.leaving=!1,this.news=``,this.online=new y(this),this.tries=new O(this)}static{this.styles=[c.styles,D]}async turn(e,t=``){Object.assign(this,{adding:e,news:t}),await this.updateComplete,e||this.find(`.add`)?.focus()}async ask(e){this.tries.forget(),this.leaving=e,await this.updateComplete,this.find(e?`.yes`:`.leave`)?.focus()}async leave(){let e=`threads/${this.detail?.id}/`;await this.tries.run(`leave`,async()=>{await this.client.remove(`${e}participants/${encodeURIComponent(this.me)}/`),k(this,`changed`,await this.client.get(e))})&&k(this,`done`)}addPart({can:e}){return e.add?t`<div class="part"><div><button type="button" class="primary add" @click=${()=>void this.turn(!0)}>${f(`Add people`)}</button></div></div>`:n}way({can:e}){if(!e.leave)return n;let r={text:f(`You keep what you have received until now, and get nothing new. The others see that you left.`),yes:f(`Leave this conversation`),busy:!!this.tries.busy,go:()=>void this.leave(),keep:()=>void this.ask(!1)};return t`<div class="part">
      ${this.leaving?F(r):t`<div><button type="button" class="outline danger leave" @click=${()=>void this.ask(!0)}>${f(`Leave this conversation`)}</button></div>`}
      ${this.tries.error(`leave`)}
    </div>`}list(e){return t`${this.addPart(e)}
      <proserva-members class="members" .api=${this.api} .detail=${e} .me=${this.me}></proserva-members>
      <proserva-group-settings .api=${this.api} .detail=${e}></proserva-group-settings>
      ${this.way(e)}`}render(){let{detail:e}=this;return e?t`${this.online.now?n:t`<p class="notice" role="status">${f(`You are offline. This may be out of date.`)}</p>`}
      <p class=${this.news?`part small`:`vh`} role="status">${this.news}</p>
      ${this.adding?t`<proserva-add-people .api=${this.api} .detail=${e} .me=${this.me} @added=${e=>void this.turn(!1,f(`Added: %(names)s`,{names:e.detail}))} @cancel=${()=>void this.turn(!1)}></proserva-add-people>`:this.list(e)}`:n}};A([r({attribute:!1})],Y.prototype,`detail`,void 0),A([r({attribute:!1})],Y.prototype,`me`,void 0),A([i()],Y.prototype,`adding`,void 0),A([i()],Y.prototype,`leaving`,void 0),A([i()],Y.prototype,`news`,void 0);var pe=255,X=class extends c{constructor(...e){super(...e),this.detail=null,this.text=``,this.tries=new O(this)}static{this.styles=[c.styles,e`
      form { display: flex; align-items: center; gap: 2px; }
      input { flex: 1; min-inline-size: 0; }
    `]}firstUpdated(){let e=this.find(`input`);e?.focus(),e?.select()}connectedCallback(){super.connectedCallback(),this.text=this.detail?.title??``}async save(e){e.preventDefault();let t=this.text.trim();t===this.detail?.title||await this.tries.run(`title`,async()=>{k(this,`changed`,await this.client.patch(`threads/${this.detail?.id}/`,{title:t}))})?k(this,`close`):this.find(`input`)?.focus()}pressed(e){e.key===`Escape`&&(e.preventDefault(),e.stopPropagation(),k(this,`close`))}render(){let[e,r]=[f(`Save the name`),f(`Cancel`)];return t`<form novalidate @submit=${this.save} @keydown=${this.pressed}>
        <input type="text" dir="auto" maxlength=${pe} aria-label=${f(`Name of the group`)} placeholder=${f(`Name of the group`)}
          aria-invalid=${this.tries.has(`title`)} aria-describedby=${this.tries.has(`title`)?`title-error`:n} .value=${this.text}
          @input=${e=>this.text=e.target.value} />
        <button type="submit" class="round" aria-label=${e} title=${e} ?disabled=${!!this.tries.busy}>${te}</button>
        <button type="button" class="round" aria-label=${r} title=${r} @click=${()=>k(this,`close`)}>${h}</button>
      </form>
      ${this.tries.error(`title`)}`}};A([r({attribute:!1})],X.prototype,`detail`,void 0),A([i()],X.prototype,`text`,void 0);function me(e){return t`<thead role="rowgroup">
    <tr role="row">
      ${[f(`Name`),...e?[f(`Cohort`)]:[],f(`Progress`),f(`Last contact`)].map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${f(`Message`)}</span></th>
    </tr>
  </thead>`}function Z(e,n){return t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`}function he(e,{resolve:n,selected:r,select:i}){let a=S(e);return t`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    <label class="pick"><input type="checkbox" aria-label=${f(`Select %(name)s`,{name:a})} .checked=${r} @change=${e=>i(e.target.checked)} /></label>
    ${b(e,n)}
    <span class="names"><span class="name" dir="auto">${a}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function ge(e){if(e===null)return t`<span class="dim">–</span>`;let n=Math.min(Math.max(e,0),1),r=new Intl.NumberFormat(p(),{style:`percent`}).format(Math.floor(n*100+1e-9)/100);return t`<span class="progress"><span class="bar" aria-hidden="true"><i style="inline-size:${n*100}%"></i></span><span>${r}</span></span>`}function _e(e,n){let{last_contact:r,thread:i}=e;if(!r)return t`<span class="dim">${f(`None yet`)}</span>`;let a=t`<time datetime=${r} title=${w(r)}>${T(r)}</time>`;if(!i)return a;let o=f(`%(time)s, open the conversation with %(name)s`,{time:T(r),name:S(e)});return t`<a href="${n}?thread=${i}" target=${ee()} aria-label=${o}>${a}</a>`}function Q(e,r,i){return t`<button type="button" class="outline" data-write=${e.username} aria-expanded=${r} aria-controls=${r?`panel`:n}
    aria-label=${f(`Message %(name)s`,{name:S(e)})} @click=${i}>${g}${f(`Message`)}</button>`}function ve(e,r){let{cohorts:i,inbox:a,composer:o,write:s,selected:c}=r;return t`<tr role="row" class="${o?`open`:``} ${c?`chosen`:``}">
      ${he(e,r)} ${i?Z(f(`Cohort`),t`<bdi>${e.cohort??`–`}</bdi>`):n}
      ${Z(f(`Progress`),ge(e.progress))} ${Z(f(`Last contact`),_e(e,a))}
      <td role="cell" class="act">${Q(e,o!==null,s)}</td>
    </tr>
    ${o?t`<tr role="row" class="under"><td role="cell" colspan=${i?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&s()}}>
          <h2 id="title" class="vh">${f(`Message %(name)s`,{name:S(e)})}</h2>
          ${o}
        </section></td></tr>`:n}`}var ye=class{constructor(e){this.host=e,this.chosen=new Map,this.clear=()=>{this.chosen.clear(),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.clear()}get people(){return[...this.chosen.values()]}has({username:e}){return this.chosen.has(e)}turn(e,t){for(let n of e)t?this.chosen.set(n.username,n):this.chosen.delete(n.username);this.host.requestUpdate()}bar(e,r){let i=this.chosen.size,a=e.filter(e=>this.has(e)).length;return t`<div class="selection">
      <label class="pick"><input type="checkbox" .checked=${a>0&&a===e.length} .indeterminate=${a>0&&a<e.length}
        @change=${t=>this.turn(e,t.target.checked)} /><span>${f(`Select all shown`)}</span></label>
      <span role="status">${i?m(`%(count)s selected`,`%(count)s selected`,i):n}</span>
      ${i?t`${r}<button type="button" class="quiet" @click=${this.clear}>${f(`Clear`)}</button>`:n}
    </div>`}},be=e`
  :host { container-type: inline-size; }
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
`,xe=300,Se=400,$=class extends c{constructor(...e){super(...e),this.courseId=``,this.people=null,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.cursor=null,this.error=null,this.problem=``,this.stale=!1,this.busy=!1,this.writing=``,this.together=[],this.asked=0,this.timer=0,this.online=new y(this),this.selection=new ye(this)}static{this.styles=[c.styles,be]}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(Object.assign(this,{people:null,cohorts:[],query:``,cohort:``,writing:``,together:[]}),this.selection.clear(),this.reload())}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,stale:!0,busy:!1}),this.courseId)try{let[t,n]=await Promise.all([this.fetch(null),s(this.client)]);if(e!==this.asked)return;let r=t.cohorts??this.cohorts;Object.assign(this,{people:t.results,cursor:t.next_cursor,cohorts:r,config:n,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:t,people:null})}}fetch(e){let t={q:this.query.trim(),cohort:this.cohort,cursor:e};return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`,t)}async more(){let{asked:e}=this;Object.assign(this,{busy:!0,problem:``});try{let t=await this.fetch(this.cursor);if(e!==this.asked)return;await this.add(t)}catch(t){e===this.asked&&(this.problem=o(t))}finally{e===this.asked&&(this.busy=!1)}}async add({results:e,next_cursor:t}){let n=new Set(this.people?.map(({username:e})=>e)),r=e.filter(({username:e})=>!n.has(e));this.people=[...this.people??[],...r],this.cursor=t,await this.updateComplete,t||this.renderRoot.querySelectorAll(`th[scope=row]`)[n.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),xe)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),Se)}sent(e,{thread:t}){let n=new Date().toISOString(),r=r=>r.username===e?{...r,thread:t,last_contact:n}:r;this.people=this.people?.map(r)??null}filters(){let e=f(`Search by name`);return t`<div class="tools">
      <div class="search">${v}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():n}
    </div>`}cohortChoice(){return t`<label class="cohorts"><span>${f(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${f(`All cohorts`)}</option>
        ${this.cohorts.map(e=>t`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let n=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),r=this.client.resolve(this.config?.inbox_url??``);return t`<table role="table" aria-label=${f(`Enrolled`)} aria-busy=${this.stale}>
      ${me(n)}
      <tbody role="rowgroup">
        ${e.map(e=>ve(e,{cohorts:n,inbox:r,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username),selected:this.selection.has(e),select:t=>this.selection.turn([e],t)}))}
      </tbody>
    </table>`}composer(e){return t`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}async writeTogether(e){this.together=e.map(e=>({...e,is_default:!1})),await this.updateComplete,this.find(e.length?`.together proserva-compose`:`.selection button, .selection input`)?.focus()}actions(){let{people:e}=this.selection;return t`${e.length>1?t`<button type="button" class="outline" @click=${()=>void this.writeTogether(e)}>${_}${f(`Message as a group`)}</button>`:n}`}groupComposer(){if(!this.together.length)return n;let e=f(`Close`);return t`<section class="panel together" aria-labelledby="together" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&this.writeTogether([])}}>
      <div class="top"><h2 id="together">${f(`Message as a group`)}</h2>
        <button type="button" class="round" aria-label=${e} title=${e} @click=${()=>void this.writeTogether([])}>${h}</button></div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .chosen=${this.together} several @proserva-sent=${this.selection.clear}></proserva-compose>
    </section>`}failure(){return this.error instanceof a&&this.error.status===404?l(g,f(`This is for the course team.`)):u(o(this.error),()=>void this.reload())}content(){let{people:e}=this;return this.error?this.failure():e?!e.length&&!this.cursor?this.query.trim()||this.cohort?l(v,f(`Nobody matches`)):l(g,f(`Nobody is enrolled yet`)):t`${this.table(e)} ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>
            ${this.busy?f(`Loading…`):f(`Load more`)}
          </button>`:n}`:d(8)}count(){let e=this.people?.length??0;return!e||this.stale?``:this.cursor?f(`The first %(count)s`,{count:e}):m(`%(count)s person`,`%(count)s people`,e)}render(){return t`${this.error instanceof a&&this.error.status===404?n:this.filters()}
      ${this.online.now?n:t`<p class="notice" role="status">${f(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.people?.length||this.selection.people.length?this.selection.bar(this.people??[],this.actions()):n} ${this.groupComposer()}
      ${this.content()}`}};A([r({attribute:!1})],$.prototype,`courseId`,void 0),A([i()],$.prototype,`people`,void 0),A([i()],$.prototype,`cohorts`,void 0),A([i()],$.prototype,`config`,void 0),A([i()],$.prototype,`query`,void 0),A([i()],$.prototype,`cohort`,void 0),A([i()],$.prototype,`cursor`,void 0),A([i()],$.prototype,`error`,void 0),A([i()],$.prototype,`problem`,void 0),A([i()],$.prototype,`stale`,void 0),A([i()],$.prototype,`busy`,void 0),A([i()],$.prototype,`writing`,void 0),A([i()],$.prototype,`together`,void 0);var Ce={"proserva-roster-view":$,"proserva-cohort-choice":N,"proserva-members":K,"proserva-group-settings":I,"proserva-add-people":j,"proserva-mentions":J,"proserva-group-options-view":P,"proserva-people-panel-view":Y,"proserva-rename-view":X};for(let[e,t]of Object.entries(Ce))customElements.get(e)||customElements.define(e,t)})();