(function(){var e=proservaMessaging.css,t=proservaMessaging.html,n=proservaMessaging.nothing,r=proservaMessaging.property,i=proservaMessaging.state,a=proservaMessaging.ApiError,o=proservaMessaging.errorText,s=proservaMessaging.getConfig,c=proservaMessaging.ProservaElement,l=proservaMessaging.empty,u=proservaMessaging.failed,d=proservaMessaging.loading,f=proservaMessaging.linkTarget,p=proservaMessaging.gettext,m=proservaMessaging.language,h=proservaMessaging.ngettext,g=proservaMessaging.messageIcon,_=proservaMessaging.searchIcon,v=proservaMessaging.Online,y=proservaMessaging.avatar,b=proservaMessaging.personName,x=proservaMessaging.fullTime,S=proservaMessaging.relativeTime;function C(e){return t`<thead role="rowgroup">
    <tr role="row">
      ${[p(`Name`),...e?[p(`Cohort`)]:[],p(`Progress`),p(`Last contact`)].map(e=>t`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${p(`Message`)}</span></th>
    </tr>
  </thead>`}function w(e,n){return t`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${n}</span></td>`}function T(e,n){let r=b(e);return t`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    ${y(e,n)}
    <span class="names"><span class="name" dir="auto">${r}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function E(e){if(e===null)return t`<span class="dim">–</span>`;let n=Math.min(Math.max(e,0),1),r=new Intl.NumberFormat(m(),{style:`percent`}).format(Math.floor(n*100+1e-9)/100);return t`<span class="progress"><span class="bar" aria-hidden="true"><i style="inline-size:${n*100}%"></i></span><span>${r}</span></span>`}function D(e,n){let{last_contact:r,thread:i}=e;if(!r)return t`<span class="dim">${p(`None yet`)}</span>`;let a=t`<time datetime=${r} title=${x(r)}>${S(r)}</time>`;if(!i)return a;let o=p(`%(time)s, open the conversation with %(name)s`,{time:S(r),name:b(e)});return t`<a href="${n}?thread=${i}" target=${f()} aria-label=${o}>${a}</a>`}function O(e,r,i){return t`<button type="button" class="outline" data-write=${e.username} aria-expanded=${r} aria-controls=${r?`panel`:n}
    aria-label=${p(`Message %(name)s`,{name:b(e)})} @click=${i}>${g}${p(`Message`)}</button>`}function k(e,{cohorts:r,inbox:i,resolve:a,composer:o,write:s}){return t`<tr role="row" class=${o?`open`:``}>
      ${T(e,a)} ${r?w(p(`Cohort`),t`<bdi>${e.cohort??`–`}</bdi>`):n}
      ${w(p(`Progress`),E(e.progress))} ${w(p(`Last contact`),D(e,i))}
      <td role="cell" class="act">${O(e,o!==null,s)}</td>
    </tr>
    ${o?t`<tr role="row" class="under"><td role="cell" colspan=${r?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&s()}}>
          <h2 id="title" class="vh">${p(`Message %(name)s`,{name:b(e)})}</h2>
          ${o}
        </section></td></tr>`:n}`}var A=e`
  :host { container-type: inline-size; }
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
`;function j(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var M=300,N=400,P=class extends c{constructor(...e){super(...e),this.courseId=``,this.people=null,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.cursor=null,this.error=null,this.problem=``,this.stale=!1,this.busy=!1,this.writing=``,this.asked=0,this.timer=0,this.online=new v(this)}static{this.styles=[c.styles,A]}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(Object.assign(this,{people:null,cohorts:[],query:``,cohort:``,writing:``}),this.reload())}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,stale:!0,busy:!1}),this.courseId)try{let[t,n]=await Promise.all([this.fetch(null),s(this.client)]);if(e!==this.asked)return;let r=t.cohorts??this.cohorts;Object.assign(this,{people:t.results,cursor:t.next_cursor,cohorts:r,config:n,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:t,people:null})}}fetch(e){let t={q:this.query.trim(),cohort:this.cohort,cursor:e};return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`,t)}async more(){let{asked:e}=this;Object.assign(this,{busy:!0,problem:``});try{let t=await this.fetch(this.cursor);if(e!==this.asked)return;await this.add(t)}catch(t){e===this.asked&&(this.problem=o(t))}finally{e===this.asked&&(this.busy=!1)}}async add({results:e,next_cursor:t}){let n=new Set(this.people?.map(({username:e})=>e)),r=e.filter(({username:e})=>!n.has(e));this.people=[...this.people??[],...r],this.cursor=t,await this.updateComplete,t||this.renderRoot.querySelectorAll(`th[scope=row]`)[n.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),M)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),N)}sent(e,{thread:t}){let n=new Date().toISOString(),r=r=>r.username===e?{...r,thread:t,last_contact:n}:r;this.people=this.people?.map(r)??null}filters(){let e=p(`Search by name`);return t`<div class="tools">
      <div class="search">${_}<input type="search" dir=${this.query?`auto`:n} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():n}
    </div>`}cohortChoice(){return t`<label class="cohorts"><span>${p(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${p(`All cohorts`)}</option>
        ${this.cohorts.map(e=>t`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let n=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),r=this.client.resolve(this.config?.inbox_url??``);return t`<table role="table" aria-label=${p(`Enrolled`)} aria-busy=${this.stale}>
      ${C(n)}
      <tbody role="rowgroup">
        ${e.map(e=>k(e,{cohorts:n,inbox:r,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username)}))}
      </tbody>
    </table>`}composer(e){return t`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}failure(){return this.error instanceof a&&this.error.status===404?l(g,p(`This is for the course team.`)):u(o(this.error),()=>void this.reload())}content(){let{people:e}=this;return this.error?this.failure():e?!e.length&&!this.cursor?this.query.trim()||this.cohort?l(_,p(`Nobody matches`)):l(g,p(`Nobody is enrolled yet`)):t`${this.table(e)} ${this.problem?t`<p class="notice bad" role="alert">${this.problem}</p>`:n}
      ${this.cursor?t`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>
            ${this.busy?p(`Loading…`):p(`Load more`)}
          </button>`:n}`:d(8)}count(){let e=this.people?.length??0;return!e||this.stale?``:this.cursor?p(`The first %(count)s`,{count:e}):h(`%(count)s person`,`%(count)s people`,e)}render(){return t`${this.error instanceof a&&this.error.status===404?n:this.filters()}
      ${this.online.now?n:t`<p class="notice" role="status">${p(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`}};j([r({attribute:!1})],P.prototype,`courseId`,void 0),j([i()],P.prototype,`people`,void 0),j([i()],P.prototype,`cohorts`,void 0),j([i()],P.prototype,`config`,void 0),j([i()],P.prototype,`query`,void 0),j([i()],P.prototype,`cohort`,void 0),j([i()],P.prototype,`cursor`,void 0),j([i()],P.prototype,`error`,void 0),j([i()],P.prototype,`problem`,void 0),j([i()],P.prototype,`stale`,void 0),j([i()],P.prototype,`busy`,void 0),j([i()],P.prototype,`writing`,void 0);var F={"proserva-roster-view":P};for(let[e,t]of Object.entries(F))customElements.get(e)||customElements.define(e,t)})();