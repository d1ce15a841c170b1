(function(){var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:ee,getOwnPropertyNames:te,getOwnPropertySymbols:ne,getPrototypeOf:re}=Object,ie=globalThis,ae=ie.trustedTypes,oe=ae?ae.emptyScript:``,se=ie.reactiveElementPolyfillSupport,ce=(e,t)=>e,le={toAttribute(e,t){switch(t){case Boolean:e=e?oe:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ue=(e,t)=>!l(e,t),de={attribute:!0,type:String,converter:le,reflect:!1,useDefault:!1,hasChanged:ue};Symbol.metadata??=Symbol(`metadata`),ie.litPropertyMetadata??=new WeakMap;var d=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=de){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=ee(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??de}static _$Ei(){if(this.hasOwnProperty(ce(`elementProperties`)))return;let e=re(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(ce(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ce(`properties`))){let e=this.properties,t=[...te(e),...ne(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?le:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?le:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ue)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};d.elementStyles=[],d.shadowRootOptions={mode:`open`},d[ce(`elementProperties`)]=new Map,d[ce(`finalized`)]=new Map,se?.({ReactiveElement:d}),(ie.reactiveElementVersions??=[]).push(`2.1.2`);var fe=globalThis,pe=e=>e,me=fe.trustedTypes,he=me?me.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,ge=`$lit$`,f=`lit$${Math.random().toFixed(9).slice(2)}$`,_e=`?`+f,ve=`<${_e}>`,p=document,ye=()=>p.createComment(``),m=e=>e===null||typeof e!=`object`&&typeof e!=`function`,be=Array.isArray,xe=e=>be(e)||typeof e?.[Symbol.iterator]==`function`,Se=`[ 	
\f\r]`,Ce=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,we=/-->/g,Te=/>/g,h=RegExp(`>|${Se}(?:([^\\s"'>=/]+)(${Se}*=${Se}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Ee=/'/g,De=/"/g,Oe=/^(?:script|style|textarea|title)$/i,ke=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),g=ke(1),_=ke(2),v=Symbol.for(`lit-noChange`),y=Symbol.for(`lit-nothing`),Ae=new WeakMap,b=p.createTreeWalker(p,129);function je(e,t){if(!be(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return he===void 0?t:he.createHTML(t)}var Me=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=Ce;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===Ce?c[1]===`!--`?o=we:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=h):(Oe.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=h):o=Te:o===h?c[0]===`>`?(o=i??Ce,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?h:c[3]===`"`?De:Ee):o===De||o===Ee?o=h:o===we||o===Te?o=Ce:(o=h,i=void 0);let ee=o===h&&e[t+1].startsWith(`/>`)?` `:``;a+=o===Ce?n+ve:l>=0?(r.push(s),n.slice(0,l)+ge+n.slice(l)+f+ee):n+f+(l===-2?t:ee)}return[je(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Ne=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Me(t,n);if(this.el=e.createElement(l,r),b.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=b.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(ge)){let t=u[o++],n=i.getAttribute(e).split(f),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Le:r[1]===`?`?Re:r[1]===`@`?ze:Ie}),i.removeAttribute(e)}else e.startsWith(f)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Oe.test(i.tagName)){let e=i.textContent.split(f),t=e.length-1;if(t>0){i.textContent=me?me.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],ye()),b.nextNode(),c.push({type:2,index:++a});i.append(e[t],ye())}}}else if(i.nodeType===8){if(i.data===_e)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(f,e+1))!==-1;)c.push({type:7,index:a}),e+=f.length-1}}a++}}static createElement(e,t){let n=p.createElement(`template`);return n.innerHTML=e,n}};function x(e,t,n=e,r){if(t===v)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=m(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=x(e,i._$AS(e,t.values),i,r)),t}var Pe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??p).importNode(t,!0);b.currentNode=r;let i=b.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Fe(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Be(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=b.nextNode(),a++)}return b.currentNode=p,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Fe=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=y,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=x(this,e,t),m(e)?e===y||e==null||e===``?(this._$AH!==y&&this._$AR(),this._$AH=y):e!==this._$AH&&e!==v&&this._(e):e._$litType$===void 0?e.nodeType===void 0?xe(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==y&&m(this._$AH)?this._$AA.nextSibling.data=e:this.T(p.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Ne.createElement(je(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Pe(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ae.get(e.strings);return t===void 0&&Ae.set(e.strings,t=new Ne(e)),t}k(t){be(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(ye()),this.O(ye()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=pe(e).nextSibling;pe(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Ie=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=y,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=y}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=x(this,e,t,0),a=!m(e)||e!==this._$AH&&e!==v,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=x(this,r[n+o],t,o),s===v&&(s=this._$AH[o]),a||=!m(s)||s!==this._$AH[o],s===y?e=y:e!==y&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===y?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Le=class extends Ie{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===y?void 0:e}},Re=class extends Ie{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==y)}},ze=class extends Ie{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=x(this,e,t,0)??y)===v)return;let n=this._$AH,r=e===y&&n!==y||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==y&&(n===y||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Be=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){x(this,e)}},Ve={M:ge,P:f,A:_e,C:1,L:Me,R:Pe,D:xe,V:x,I:Fe,H:Ie,N:Re,U:ze,B:Le,F:Be},He=fe.litHtmlPolyfillSupport;He?.(Ne,Fe),(fe.litHtmlVersions??=[]).push(`3.3.3`);var Ue=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Fe(t.insertBefore(ye(),e),e,void 0,n??{})}return i._$AI(e),i},We=globalThis,Ge=class extends d{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ue(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return v}};Ge._$litElement$=!0,Ge.finalized=!0,We.litElementHydrateSupport?.({LitElement:Ge});var Ke=We.litElementPolyfillSupport;Ke?.({LitElement:Ge}),(We.litElementVersions??=[]).push(`4.2.2`);var qe={attribute:!0,type:String,converter:le,reflect:!1,hasChanged:ue},Je=(e=qe,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function S(e){return(t,n)=>typeof n==`object`?Je(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function C(e){return S({...e,state:!0,attribute:!1})}var Ye=new WeakMap;function Xe(e){let t=Ye.get(e);if(t)return t;let n=e.get(`config/`);return Ye.set(e,n),n.catch(()=>Ye.delete(e)),n}function Ze(e,t){return window.dispatchEvent(new CustomEvent(e,{detail:t,cancelable:!0}))}function w(e,t){let n=t;return window.addEventListener(e,n),()=>window.removeEventListener(e,n)}var Qe=[{"||":(e,t)=>Number(e||t)},{"&&":(e,t)=>Number(e&&t)},{"==":(e,t)=>Number(e===t),"!=":(e,t)=>Number(e!==t)},{"<=":(e,t)=>Number(e<=t),">=":(e,t)=>Number(e>=t),"<":(e,t)=>Number(e<t),">":(e,t)=>Number(e>t)},{"+":(e,t)=>e+t,"-":(e,t)=>e-t},{"*":(e,t)=>e*t,"/":(e,t)=>Math.trunc(e/t),"%":(e,t)=>e%t}],$e=class{constructor(e){this.at=0,this.tokens=e.match(/\d+|n|\|\||&&|[=!<>]=|[<>!?:()%*/+-]|\S/g)??[]}read(){let e=this.choice();if(this.at<this.tokens.length)throw SyntaxError(`Unexpected ${this.tokens[this.at]}`);return e}take(e){return this.tokens[this.at]===e&&(this.at+=1,!0)}expect(e){if(!this.take(e))throw SyntaxError(`${e} is missing`)}choice(){let e=this.level(0);if(!this.take(`?`))return e;let t=this.choice();this.expect(`:`);let n=this.choice();return r=>e(r)?t(r):n(r)}level(e){let t=Qe[e];if(!t)return this.atom();let n=this.level(e+1);for(let r=t[this.tokens[this.at]??``];r;r=t[this.tokens[this.at]??``]){this.at+=1;let[t,i,a]=[n,r,this.level(e+1)];n=e=>i(t(e),a(e))}return n}atom(){if(this.take(`!`)){let e=this.atom();return t=>Number(!e(t))}if(this.take(`(`)){let e=this.choice();return this.expect(`)`),e}if(this.take(`n`))return e=>e;let e=this.tokens[this.at]??``;if(!/^\d+$/.test(e))throw SyntaxError(`A number is missing at ${e||`the end`}`);return this.at+=1,()=>Number(e)}};function et(e){try{return e?new $e(e).read():e=>Number(e!==1)}catch{return e=>Number(e!==1)}}var tt={},nt=et(null);function rt(e){tt=e?.catalog??{},nt=et(e?.plural)}function it(){return globalThis.django??{}}function at(e,t){return e.replace(/%\((\w+)\)s/g,(e,n)=>String(t[n]??e))}function ot(e){return Object.hasOwn(tt,e)?tt[e]:void 0}function T(e,t={}){let n=ot(e);return at(typeof n==`string`&&n||(it().gettext?.(e)??e),t)}function E(e,t,n,r={}){let i=ot(e);return at((Array.isArray(i)?i[nt(n)]:``)||(it().ngettext?.(e,t,n)??(n===1?e:t)),{count:n,...r})}function D(){let e=document.documentElement.lang;try{return e?Intl.getCanonicalLocales(e)[0]:void 0}catch{return}}function O(e,t=!1){return g`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill=${t?`currentColor`:`none`} stroke="currentColor" stroke-width="1.8" stroke-linecap="round"
    stroke-linejoin="round">${e}</svg>`}var st=_`<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.9l-5.3 2.8 1.1-5.9L3.5 9.7l5.9-.8z"/>`,ct=O(_`<path d="M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 20a2.2 2.2 0 0 0 4 0"/>`),lt=O(st),ut=O(st,!0),dt=O(_`<path d="M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M10 12.5h4"/>`),ft=O(_`<path d="M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M12 17v-5m-2.5 2.5L12 12l2.5 2.5"/>`),pt=O(_`<path d="M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 20a2.2 2.2 0 0 0 4 0M4 3.5l16 17"/>`),mt=O(_`<path d="M19 12H5m6-7-7 7 7 7"/>`),k=O(_`<path d="m6 6 12 12M18 6 6 18"/>`),ht=O(_`<path d="m20 11.5-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.7-8.7a3.5 3.5 0 0 1 4.9 4.9l-8.7 8.7a1.7 1.7 0 0 1-2.4-2.4l8-8"/>`),gt=O(_`<path d="M13.5 3H6.5a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3v5.5H19"/>`),_t=O(_`<path d="M10 14a4 4 0 0 0 6 .4l3-3a4.1 4.1 0 0 0-5.8-5.8l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4.1 4.1 0 0 0 5.8 5.8l1.5-1.5"/>`),vt=O(_`<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>`),yt=O(_`<path d="M21 3 10 14M21 3l-7 18-4-7-7-4z"/>`),bt=O(_`<circle cx="11" cy="11" r="6.5"/><path d="m20 20-4.3-4.3"/>`),xt=O(_`<path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4"/>`),St=O(_`<path d="M4 5.5C7 4.5 10 5 12 6.5c2-1.5 5-2 8-1v13c-3-1-6-.5-8 1-2-1.5-5-2-8-1zM12 6.5v13"/>`),Ct=O(_`<path d="M12 5v14m-6-6 6 6 6-6"/>`),wt=O(_`<path d="m6 9.5 6 6 6-6"/>`),Tt=O(_`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),Et=O(_`<path d="m2.5 12.5 4.5 4.5L16 8m-4.5 7.5L13 17l8.5-8.5"/>`),Dt=O(_`<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"/><circle cx="12" cy="12" r="6.2"/>`),A=O(_`<path d="M4 5h16v11.5H9.5L5 20v-3.5H4z"/>`),Ot=`/api/proserva_messaging/v1/`,kt=3e4,j=class extends Error{constructor(e,t,n,r={},i=0){super(n),this.status=e,this.code=t,this.fields=r,this.retryAfter=i}};function M(e){return e instanceof j?e.message:T(`Something went wrong. Please try again.`)}var At=class{constructor(e){this.token=``,this.base=new URL(e.endsWith(`/`)?e:`${e}/`,location.href)}get(e,t={}){return this.json(`GET`,e,{params:t})}post(e,t,n){return this.json(`POST`,e,n?{body:t,key:n}:{body:t})}patch(e,t){return this.json(`PATCH`,e,{body:t})}async remove(e){await this.request(`DELETE`,e)}recipients(e,t){return this.get(`courses/${encodeURIComponent(e)}/recipients/`,t)}async catalogue(e){let t=await Pt(this.url(`catalog/`,{lang:e}),{headers:{Accept:`application/json`}});if(!t.ok)throw It(t.status,``);return await t.json()}async count(e){let t=e?{"If-None-Match":e}:{},n=await this.request(`GET`,`notifications/count/`,{headers:t});if(n.status===304)return null;let{count:r}=await n.json(),i=Date.parse(n.headers.get(`Date`)??``)||Date.now();return{count:r,etag:n.headers.get(`ETag`)??``,at:i}}upload(e,t,n){let r=new XMLHttpRequest;return{done:this.csrf().then(i=>new Promise((a,o)=>{r.open(`POST`,this.url(`attachments/`)),r.withCredentials=!0,Object.entries(this.headers(i)).forEach(([e,t])=>r.setRequestHeader(e,t)),r.upload.onprogress=e=>n(e.total?e.loaded/e.total:0),r.onload=()=>{r.status===201?a(JSON.parse(r.responseText)):o(It(r.status,r.responseText))},r.onerror=()=>o(Ft()),r.onabort=()=>o(new j(0,`aborted`,``)),r.send(Nt(e,t))})),abort:()=>r.abort()}}resolve(e){try{let t=new URL(e,this.base);return/^https?:$/.test(t.protocol)?t.href:`#`}catch{return`#`}}url(e,t={}){let n=new URL(e,this.base);for(let[e,r]of Object.entries(t))r!=null&&r!==``&&r!==!1&&n.searchParams.set(e,r===!0?`1`:String(r));return n.href}headers(e){let t={Accept:`application/json`,"USE-JWT-COOKIE":`true`};return e&&(t[`X-CSRFToken`]=e),t}async json(e,t,n){let r=await this.request(e,t,n);try{return await r.json()}catch{throw It(r.status,``)}}async request(e,t,n={}){let r={...this.headers(e===`GET`?``:await this.csrf()),...n.headers};n.key&&(r[`Idempotency-Key`]=n.key);let i={method:e,headers:r,credentials:`include`,cache:`no-store`};n.body!==void 0&&(r[`Content-Type`]=`application/json`,i.body=JSON.stringify(n.body));let a=await Pt(this.url(t,n.params),i);if(a.ok||a.status===304)return a;throw It(a.status,await a.text(),Number(a.headers.get(`Retry-After`))||0)}async csrf(){if(this.base.origin===location.origin)return Lt(`csrftoken`);if(!this.token){let e=await Pt(new URL(`/csrf/api/v1/token`,this.base).href,{credentials:`include`}),t=e.ok?await e.json():{};this.token=t.csrfToken??``}return this.token}},jt=new Map;function Mt(e){let t=e||Ot,n=jt.get(t)??new At(t);return jt.set(t,n),n}function Nt(e,t){let n=new FormData;return n.append(`course_id`,e),n.append(`file`,t),n}async function Pt(e,t){try{return await fetch(e,{...t,signal:AbortSignal.timeout(kt)})}catch{throw Ft()}}function Ft(){return new j(0,`unreachable`,navigator.onLine?T(`The server cannot be reached. Please try again in a moment.`):T(`There was no connection. Please try again.`))}function It(e,t,n=0){if(e===401)return new j(401,`not_authenticated`,T(`You are no longer signed in. Sign in again and go on here.`));try{let{code:r,message:i,fields:a}=JSON.parse(t);if(r&&i)return new j(e,r,i,a??{},n)}catch{}return e===413?new j(413,`file_too_large`,T(`That is too large for the server.`)):new j(e,`server_error`,T(`Something went wrong on our side. Please try again.`),{},n)}function Lt(e){let t=document.cookie.split(`; `).find(t=>t.startsWith(`${e}=`));return t?decodeURIComponent(t.slice(e.length+1)):``}var Rt=4,zt=3e5,Bt=class{constructor(e,t){this.work=e,this.seconds=t,this.timer=0,this.failures=0,this.busy=!1,this.again=!1,this.running=!1,this.now=()=>{this.running&&(this.busy?this.again=!0:this.run())},this.wake=()=>{document.visibilityState===`visible`&&this.now()}}start(){this.running||(this.running=!0,document.addEventListener(`visibilitychange`,this.wake),window.addEventListener(`online`,this.wake),this.now())}stop(){this.running=!1,clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake),window.removeEventListener(`online`,this.wake)}async run(){clearTimeout(this.timer),this.busy=!0;let e=0;try{await this.work(),this.failures=0}catch(t){this.failures+=1,t instanceof j&&t.status===401?this.stop():t instanceof j&&(e=t.retryAfter*1e3)}finally{this.busy=!1}this.next(e)}next(e){if(!this.running)return;if(this.again){this.again=!1,this.run();return}let t=document.visibilityState===`visible`?1:Rt,n=this.seconds()*1e3*t*2**Math.min(this.failures,5);this.timer=window.setTimeout(this.now,Math.max(e,Math.min(n,zt)))}},Vt=300,Ht=new Set,Ut=``,Wt=null,Gt=!1;function Kt(e){return Ht.add(e),()=>Ht.delete(e)}function qt(){let e=D()??`en`;return/^en\b/.test(e)?``:e}function Jt(e){new MutationObserver(()=>Xt(e)).observe(document.documentElement,{attributes:!0,attributeFilter:[`lang`]})}async function Yt(e,t){let n=t?await e.catalogue(t).catch(()=>null):null;t===Ut&&(rt(n),Ht.forEach(e=>e()))}function Xt(e){let t=qt();if(Gt||(Gt=!0,Jt(e)),t!==Ut){Ut=t;let n=Yt(e,t),r=new Promise(e=>setTimeout(e,Vt)),i=Promise.race([n,r]).finally(()=>{Wt===i&&(Wt=null)});Wt=i}return Wt}var Zt=o`
  :host {
    --primary: var(--pgn-color-primary-base, #0a3055);
    --on-primary: var(--pgn-color-primary-text, #fff);
    --accent: var(--pgn-color-brand-base, #9d0054);
    --link: var(--pgn-color-link-base, #00688d);
    --text: var(--pgn-color-body-base, #1f2a37);
    --muted: #55606e;
    --surface: var(--pgn-color-body-bg, #fff);
    --soft: color-mix(in srgb, var(--primary) 5%, var(--surface));
    --tint: color-mix(in srgb, var(--primary) 10%, var(--surface));
    --line: color-mix(in srgb, var(--primary) 16%, var(--surface));
    --control: #76818d;
    --danger: var(--pgn-color-danger-base, #ab0d02);
    --success: #10703a;
    --radius: 12px;
    /* Some pages set the root's font to 10 px. */
    --fs: max(16px, 1rem);
    --fs-s: calc(var(--fs) * 0.875);
    --fs-xs: calc(var(--fs) * 0.8125);
    --shadow: 0 8px 28px rgb(10 30 60 / 18%), 0 1px 3px rgb(10 30 60 / 12%);
    display: block;
    color: var(--text);
    font-family: var(--pgn-typography-font-family-base, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    font-size: var(--fs);
    font-style: normal;
    font-weight: 400;
    line-height: 1.5;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h2, h3, p, ul, ol, dl, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  a { color: var(--link); }
  .icon { flex: none; display: block; }
  :host(:dir(rtl)) .flip .icon { transform: scaleX(-1); }

  button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px;
    min-block-size: 44px; padding: 8px 16px; margin: 0;
    border: 1px solid transparent; border-radius: 8px; background: transparent;
    font-weight: 600; line-height: 1.25; text-decoration: none; text-shadow: none; box-shadow: none; cursor: pointer;
    transition: background-color 0.12s, border-color 0.12s;
  }
  .primary { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
  .primary:hover { background: color-mix(in srgb, var(--primary) 86%, #000); color: var(--on-primary); }
  .outline { border-color: var(--control); color: var(--primary); background: var(--surface); }
  .outline:hover, .quiet:hover { background: var(--tint); }
  .quiet { color: var(--primary); }
  .round { inline-size: 44px; padding: 0; border-radius: 50%; color: var(--muted); }
  .round:hover { background: var(--tint); color: var(--primary); }
  .round[aria-pressed="true"], .round.on { color: var(--accent); }
  button[disabled], button[aria-disabled="true"] { opacity: 0.6; cursor: not-allowed; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  :focus:not(:focus-visible) { outline: none; }

  input[type="search"], input[type="text"], textarea {
    inline-size: 100%; min-block-size: 44px; padding: 9px 12px; margin: 0; background: var(--surface); color: var(--text);
    border: 1px solid var(--control); border-radius: 8px; box-shadow: none; font-size: var(--fs); font-style: normal;
  }
  ::placeholder { color: var(--muted); opacity: 1; font-style: normal; }
  [aria-invalid="true"] { border-color: var(--danger) !important; }

  .avatar {
    flex: none; inline-size: 40px; block-size: 40px; border-radius: 50%; object-fit: cover;
    display: inline-flex; align-items: center; justify-content: center;
    color: #fff; font-size: 15px; font-weight: 600; line-height: 1; user-select: none; forced-color-adjust: none;
  }
  .small { font-size: var(--fs-s); }
  .dim { color: var(--muted); }
  .error { color: var(--danger); font-size: var(--fs-s); font-weight: 500; }
  .state { padding: 32px 20px; text-align: center; color: var(--muted); display: grid; gap: 12px; justify-items: center; }
  .state strong { color: var(--text); font-size: calc(var(--fs) * 1.0625); }
  .state .icon { inline-size: 36px; block-size: 36px; opacity: 0.65; }
  .notice {
    padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); font-size: var(--fs-s);
    display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between;
  }
  .notice.bad { border-color: var(--danger); color: var(--danger); background: var(--surface); }
  /* One line of somebody's words keeps to the side of the page that its neighbours are on. */
  .name, .preview, .ellipsis { text-align: -webkit-match-parent; text-align: match-parent; }
  .ellipsis { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
  .vh {
    position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  .skeleton { display: grid; gap: 18px; padding: 18px 16px; }
  .skeleton i { display: block; block-size: 14px; border-radius: 7px; background: var(--tint); animation: breathe 1.4s ease-in-out infinite; }
  .skeleton i:nth-child(even) { inline-size: 62%; }
  @keyframes breathe { 50% { opacity: 0.45; } }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
  }
  @media (forced-colors: active) {
    button, .button { border-color: ButtonBorder; }
    [aria-pressed="true"], [aria-current="true"] { outline: 2px solid Highlight; outline-offset: -3px; }
  }
`;function N(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var P=class extends Ge{constructor(...e){super(...e),this.api=``,this.height=0,this.stops=[]}static{this.styles=[Zt]}get client(){return Mt(this.api)}connectedCallback(){super.connectedCallback(),this.observer=new ResizeObserver(()=>this.resized()),this.observer.observe(this),this.whileConnected(Kt(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback(),this.observer?.disconnect(),this.stops.splice(0).forEach(e=>e())}scheduleUpdate(){let e=Xt(this.client);return e?e.then(()=>super.scheduleUpdate()):super.scheduleUpdate()}whileConnected(...e){this.stops.push(...e)}emit(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}find(e){return this.renderRoot.querySelector(e)}resized(){let e=this.offsetHeight;e!==this.height&&(this.height=e,this.emit(`proserva-resize`,{height:e}))}};N([S()],P.prototype,`api`,void 0);var Qt=20,$t=5,en=99,F=class extends P{constructor(...e){super(...e),this.inboxUrl=``,this.count=0,this.open=!1,this.signedOut=!1,this.inbox=``,this.arrival=null,this.seconds=Qt,this.etag=``,this.known=null,this.since=0,this.announced=0,this.poller=new Bt(()=>this.poll(),()=>this.seconds),this.left=e=>{let t=e.relatedTarget;t&&!tn(t,this)&&(this.open=!1)},this.pressed=e=>{e.key===`Escape`&&this.open&&(e.stopPropagation(),this.close(!0))}}static{this.styles=[P.styles,o`
      :host { display: inline-block; position: relative; }
      .bell { position: relative; color: inherit; inline-size: 44px; padding: 0; border-radius: 50%; }
      .bell:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
      .bell .icon { inline-size: 24px; block-size: 24px; }
      .badge {
        position: absolute; inset-block-start: 0; inset-inline-start: 22px; min-inline-size: 20px; block-size: 20px; padding-inline: 5px;
        border-radius: 10px; border: 2px solid var(--surface); background: #c0001f; color: #fff; font-size: 11.5px; font-weight: 700;
        line-height: 16px; text-align: center; white-space: nowrap;
      }
    `]}connectedCallback(){super.connectedCallback();let e=e=>{e.composedPath().includes(this)||(this.open=!1)};document.addEventListener(`pointerdown`,e),this.addEventListener(`focusout`,this.left),this.addEventListener(`keydown`,this.pressed),this.whileConnected(()=>document.removeEventListener(`pointerdown`,e),w(`proserva-read`,this.poller.now),w(`proserva-sent`,this.poller.now),()=>this.poller.stop()),this.poller.start()}async poll(){try{await this.configure();let e=await this.client.count(this.etag);if(!e)return;let t=this.known;this.etag=e.etag,this.count=this.known=e.count,t===null?this.since=e.at:e.count&&await this.announce(e.count-t)}catch(e){throw e instanceof j&&e.status===401&&(this.signedOut=!0),e}}async configure(){let e=await Xe(this.client);this.seconds=e.poll_seconds||Qt,this.inbox=this.client.resolve(this.inboxUrl||e.inbox_url)}async announce(e){let t=await this.client.get(`notifications/`,{limit:$t}),n=t=>e>0||Date.parse(t.created)>this.since,r=t.results.filter(e=>e.unread&&e.id>this.announced&&n(e)),i=r[0];i&&(this.announced=i.id,Ze(`proserva-arrived`,{thread:i.thread,message:i.message,course:i.course.id})&&!this.open&&(this.arrival={newest:i,more:(e>0?e:r.length)-1}))}async close(e){this.open=!1,await this.updateComplete,e&&this.find(`.bell`)?.focus()}async toggle(){this.open=!this.open,this.arrival=null,await this.updateComplete,this.find(`proserva-feed`)?.focus()}get label(){return this.count?this.count>en?T(`Messages, more than 99 unread`):E(`Messages, %(count)s unread`,`Messages, %(count)s unread`,this.count):T(`Messages`)}feed(){return g`<proserva-feed
      id="feed"
      .api=${this.api}
      .inbox=${this.inbox}
      .unread=${this.count}
      @counted=${e=>{this.count=this.known=e.detail,this.etag=``}}
      @close=${()=>void this.close(!1)}
    ></proserva-feed>`}render(){if(this.signedOut)return y;let e=this.count>en?`${en}+`:this.count;return g`<button type="button" class="bell" aria-label=${this.label} title=${T(`Messages`)} aria-expanded=${this.open}
        aria-haspopup="dialog" aria-controls=${this.open?`feed`:y} @click=${this.toggle}>
        ${ct}${this.count?g`<span class="badge" aria-hidden="true">${e}</span>`:y}
      </button>
      ${this.open?this.feed():y}
      <proserva-toast .api=${this.api} .arrival=${this.arrival} @done=${()=>this.arrival=null}></proserva-toast>`}};N([S({attribute:`inbox-url`})],F.prototype,`inboxUrl`,void 0),N([C()],F.prototype,`count`,void 0),N([C()],F.prototype,`open`,void 0),N([C()],F.prototype,`signedOut`,void 0),N([C()],F.prototype,`inbox`,void 0),N([C()],F.prototype,`arrival`,void 0);function tn(e,t){for(let n=e;n;n=n.parentNode??n.host??null)if(n===t)return!0;return!1}function nn(){let e=crypto.getRandomValues(new Uint8Array(16));return Array.from(e,e=>e.toString(16).padStart(2,`0`)).join(``)}function rn(e,t){let n=JSON.stringify(e);return t?.content===n?t:{key:nn(),content:n}}var an={bold:`**`,italic:`*`};function on(e,t,n){return{text:t+e+n,start:t.length,end:t.length+e.length}}function sn(e,t){if(e===`bold`||e===`italic`)return on(t,an[e],an[e]);if(e===`code`)return t.includes(`
`)?on(t,"```\n","\n```"):on(t,"`","`");if(e===`list`){let e=t.split(`
`).map(e=>`- ${e}`).join(`
`);return{text:e,start:e.length,end:e.length}}let n=on(t,`[`,`](https://)`),r=t.length+3;return t?{...n,start:r,end:r+8}:n}function cn(e,t){let{selectionStart:n,selectionEnd:r}=e,i=sn(t,e.value.slice(n,r));e.focus(),document.execCommand?.(`insertText`,!1,i.text)||e.setRangeText(i.text,n,r,`end`),e.setSelectionRange(n+i.start,n+i.end),e.dispatchEvent(new Event(`input`,{bubbles:!0}))}function ln(e){let t=0;for(let n of e)t+=1;return t}var un=class{constructor(e){this.host=e,this.changed=()=>this.host.requestUpdate(),e.addController(this)}get now(){return navigator.onLine}hostConnected(){window.addEventListener(`online`,this.changed),window.addEventListener(`offline`,this.changed)}hostDisconnected(){window.removeEventListener(`online`,this.changed),window.removeEventListener(`offline`,this.changed)}},dn=[`#0a5c7a`,`#7a3e9d`,`#9d2f5b`,`#2f6b3a`,`#8a4b08`,`#3d4fa3`,`#a3341f`,`#4a5a68`];function I(e){return e?e.name||e.username:T(`Someone who has left`)}function fn(e){switch(e){case`instructor`:return T(`Instructor`);case`staff`:return T(`Course staff`);case`learner`:return T(`Learner`);default:return T(`No longer in this course`)}}function pn(e,t){let n=e.participants.filter(e=>e?.username!==t);return n.length?n:e.participants}function mn(e,t){if(e.title)return e.title;let n=pn(e,t),r=n.slice(0,3).map(I).join(`, `),i=e.participant_count-1-Math.min(n.length,3);return i<=0?r:E(`%(names)s and %(count)s other`,`%(names)s and %(count)s others`,i,{names:r})}function hn(e){let t=e.trim().split(/\s+/);return(t.length>1?[t[0],t[t.length-1]]:[t[0]]).map(e=>[...e??``][0]??``).join(``).toLocaleUpperCase()}function gn(e){let t=0;for(let n of e)t=(t*31+(n.codePointAt(0)??0))%9973;return dn[t%dn.length]??`#4a5a68`}function L(e,t){return e?.image_url?g`<img class="avatar" src=${t(e.image_url)} alt="" loading="lazy" />`:g`<span class="avatar" style=${`background:${gn(e?.username??``)}`} aria-hidden="true">${e?hn(I(e)):`–`}</span>`}var _n=6e4,vn=60*_n,yn=24*vn;function bn(e,t){return new Intl.DateTimeFormat(D(),t).format(new Date(e))}function xn(e){return new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime()}function Sn(e){return Math.round((xn(new Date)-xn(new Date(e)))/yn)}function Cn(e){return new Date(e).getFullYear()===new Date().getFullYear()}function wn(e){return bn(e,{dateStyle:`full`,timeStyle:`short`})}function Tn(e){return bn(e,{dateStyle:`medium`,timeStyle:`short`})}function En(e){return bn(e,{timeStyle:`short`})}function Dn(e){return Sn(e)<=0?En(e):bn(e,Cn(e)?{day:`numeric`,month:`short`}:{dateStyle:`medium`})}function On(e){return Sn(e)<=0?En(e):`${Dn(e)}, ${En(e)}`}function kn(e){let t=Date.now()-new Date(e).getTime();if(t<_n)return T(`Just now`);let n=new Intl.RelativeTimeFormat(D(),{numeric:`auto`,style:`short`});return t<vn?n.format(-Math.floor(t/_n),`minute`):t<yn?n.format(-Math.floor(t/vn),`hour`):Sn(e)<7?n.format(-Sn(e),`day`):Dn(e)}function An(e){let t=Sn(e);return t<=0?T(`Today`):t===1?T(`Yesterday`):bn(e,{weekday:`long`,day:`numeric`,month:`long`,year:Cn(e)?void 0:`numeric`})}function jn(e,t){return xn(new Date(e))===xn(new Date(t))}function Mn(e){if(e<1e3)return E(`%(count)s byte`,`%(count)s bytes`,e);let t=[`kilobyte`,`megabyte`,`gigabyte`],n=Math.min(Math.floor(Math.log10(e)/3),t.length),r=e/1e3**n,i={style:`unit`,unit:t[n-1],maximumFractionDigits:+(r<10)};return new Intl.NumberFormat(D(),i).format(r)}var Nn=0;function Pn(e,t,n=null){return{id:++Nn,name:e,size:t,progress:0,error:``,attachment:null,file:n,abort:()=>void 0}}function Fn(e,t){let n=e.name.lastIndexOf(`.`),r=n<0?``:e.name.slice(n).toLowerCase();return t.extensions.length&&!t.extensions.includes(r)?T(`Files of this type cannot be sent. Allowed: %(extensions)s`,{extensions:t.extensions.join(`, `)}):e.size>t.max_bytes?T(`This file is %(size)s; at most %(limit)s can be sent.`,{size:Mn(e.size),limit:Mn(t.max_bytes)}):``}var In=class{constructor(e,t,n){this.host=e,this.around=t,this.changed=n,this.items=[],this.error=``,e.addController(this)}hostDisconnected(){for(let e of this.items)e.attachment||e.abort()}get busy(){return this.items.some(e=>!e.attachment&&!e.error)}get failed(){return this.items.some(e=>e.error)}get attachments(){return this.items.flatMap(e=>e.attachment??[])}add(e){let{limits:t}=this.around(),n=[...e],r=Math.max(0,(t?.max_count??1/0)-this.items.length);this.error=n.length>r?Ln(t?.max_count??0):``;for(let e of n.slice(0,r)){let n=Pn(e.name,e.size,e);this.items.push(n),n.error=t?Fn(e,t):``,n.error?n.file=null:this.send(n,e)}this.update()}retry(e){e.file&&this.send(e,e.file)}remove(e){this.items=this.items.filter(t=>t!==e),this.error=``,e.abort(),e.attachment&&this.around().api.remove(`attachments/${e.attachment.id}/`).catch(()=>void 0),this.update()}restore(e){this.items=e.map(e=>({...Pn(e.name,e.size),attachment:e,progress:1})),this.host.requestUpdate()}clear(){this.restore([]),this.error=``}async send(e,t){Object.assign(e,{error:``,progress:0}),this.host.requestUpdate();try{let{api:n,course:r}=this.around(),i=await r();if(!this.items.includes(e))return;let a=n.upload(i,t,t=>{e.progress=t,this.host.requestUpdate()});e.abort=a.abort,e.attachment=await a.done,Object.assign(e,{progress:1,file:null})}catch(t){this.failedWith(e,t)}this.update()}failedWith(e,t){let n=t instanceof j?t.fields:{};e.error=Object.values(n).flat()[0]??M(t),t instanceof j&&[400,413,415].includes(t.status)&&(e.file=null)}update(){this.host.requestUpdate(),this.changed()}};function Ln(e){return E(`At most %(count)s file can go with a message.`,`At most %(count)s files can go with a message.`,e)}var Rn=o`
  form { display: grid; gap: 12px; }
  .label { font-size: var(--fs-s); font-weight: 600; margin-block-end: 4px; display: block; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.3; }
  .person > span:last-child { display: grid; min-inline-size: 0; }
  .about { display: flex; gap: 8px; font-size: var(--fs-s); color: var(--muted); align-items: flex-start; }
  .about .icon { inline-size: 18px; block-size: 18px; margin-block-start: 2px; }
  .box { border: 1px solid var(--control); border-radius: var(--radius); background: var(--surface); transition: border-color 0.12s; }
  .box:focus-within { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
  .box.bad { border-color: var(--danger); }
  .box.bad:focus-within { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
  .box.over { border-style: dashed; border-color: var(--link); background: var(--tint); }
  textarea {
    display: block; border: 0 !important; border-radius: var(--radius); background: transparent; resize: none;
    min-block-size: 116px; max-block-size: min(50vh, 480px); padding: 12px 14px; line-height: 1.5; overflow-y: auto;
  }
  textarea:focus-visible { outline: none; }
  form.reply textarea { min-block-size: 52px; max-block-size: 30vh; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0 2px; padding: 4px 6px 6px; }
  .bar .mark { min-inline-size: 36px; inline-size: 36px; padding: 0; color: var(--muted); border-radius: 8px; font-size: var(--fs-s); }
  .bar .mark:hover { background: var(--tint); color: var(--primary); }
  .end { margin-inline-start: auto; display: flex; align-items: center; gap: 10px; }
  .mark code { font: 600 var(--fs-s) ui-monospace, monospace; }
  .hint { font-size: var(--fs-xs); color: var(--muted); }
  .files { display: grid; gap: 6px; padding: 0 10px 4px; }
  .file { display: grid; grid-template-columns: auto 1fr auto auto; gap: 2px 10px; align-items: center; padding-inline-start: 10px; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); font-size: var(--fs-s); }
  .file.bad { border-color: var(--danger); background: var(--surface); }
  .file .what { min-inline-size: 0; padding-block: 6px; line-height: 1.35; }
  .file progress { inline-size: 100%; block-size: 6px; display: block; margin-block-start: 4px; accent-color: var(--link); }
  .sent { display: grid; gap: 14px; justify-items: start; padding: 18px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
  .sent:focus { outline: none; }
  .sent h3 { display: flex; gap: 10px; align-items: center; font-size: calc(var(--fs) * 1.0625); font-weight: 600; }
  .sent h3 .icon { color: var(--success); }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
  input[type="file"] { display: none; }
  @media (max-width: 479px) { .bar .mark.extra { display: none; } .hint .keys, form.reply .hint { display: none; } }
`,R=class extends P{constructor(...e){super(...e),this.courseId=``,this.recipients=``,this.usageKey=``,this.discussionThreadId=``,this.contextUrl=``,this.contextLabel=``,this.about=``,this.noFiles=!1,this.choose=!1,this.thread=``}get context(){if(this.usageKey)return{usage_key:this.usageKey};if(this.discussionThreadId)return{discussion_thread_id:this.discussionThreadId};if(this.contextUrl)return{url:this.contextUrl,label:this.contextLabel||this.about}}get scope(){return this.thread?`thread:${this.thread}`:JSON.stringify([this.courseId,this.recipients,this.usageKey||this.discussionThreadId||this.contextUrl])}};N([S({attribute:`course-id`})],R.prototype,`courseId`,void 0),N([S()],R.prototype,`recipients`,void 0),N([S({attribute:`usage-key`})],R.prototype,`usageKey`,void 0),N([S({attribute:`discussion-thread-id`})],R.prototype,`discussionThreadId`,void 0),N([S({attribute:`context-url`})],R.prototype,`contextUrl`,void 0),N([S({attribute:`context-label`})],R.prototype,`contextLabel`,void 0),N([S()],R.prototype,`about`,void 0),N([S({attribute:`no-files`,type:Boolean})],R.prototype,`noFiles`,void 0),N([S({type:Boolean})],R.prototype,`choose`,void 0),N([S()],R.prototype,`thread`,void 0);function zn(e,t){window.parent.postMessage({type:`plugin.resize`,payload:{width:t,height:e}},`*`)}function Bn(){return window.parent!==window}function z(){return Bn()?`_top`:`_self`}var Vn=!1;function Hn(){if(Vn||!Bn())return;Vn=!0;let e=0,t=()=>{let t=document.getElementById(`content`)??document.body,n=Math.ceil(t.getBoundingClientRect().height);n&&n!==e&&zn(e=n,t.offsetWidth)};new ResizeObserver(t).observe(document.body),t()}function Un(e,t){return g`<div class="person">
    ${L(e,t)}
    <span><span dir="auto">${I(e)}</span><span class="small dim">${fn(e.role)}</span></span>
  </div>`}function Wn(e){return e?g`<p class="about">${St}<span>${T(`About:`)} <bdi>${e}</bdi></span></p>`:y}function Gn(e){let t=Mn(e?.max_bytes??0),n=e?.max_count??0,r=n?E(`Up to %(count)s file, %(size)s.`,`Up to %(count)s files, %(size)s each.`,n,{size:t}):``;return g`<p class="hint" id="hint">
    <bdi>${T(`Markdown works.`)}</bdi> <bdi>${r}</bdi> <bdi class="keys">${T(`Ctrl+Enter or ⌘+Enter sends.`)}</bdi>
  </p>`}function Kn(e,t){return!t||e<t*.9?y:g`<span class=${e>t?`error`:`small dim`}>${e} / ${t}</span>`}function qn(e){return e.error?g`<span class="error" role="alert">${e.error}</span>`:e.attachment?g`<span class="dim">${Mn(e.size)}</span>`:g`<progress max="1" .value=${e.progress} aria-label=${T(`Uploading %(name)s`,{name:e.name})}></progress>`}function Jn(e,t,n){let r=e.error&&e.file;return g`<li class="file ${e.error?`bad`:``}">
    ${gt}
    <div class="what"><div dir="auto">${e.name}</div>${qn(e)}</div>
    <span>${r?g`<button type="button" class="quiet" @click=${()=>t.retry(e)}>${T(`Retry`)}</button>`:y}</span>
    <button type="button" class="round" aria-label=${T(`Remove %(name)s`,{name:e.name})} @click=${()=>{t.remove(e),n()}}>
      ${k}
    </button>
  </li>`}function Yn(e,t){return e.items.length?g`<ul class="files" aria-label=${T(`Files`)}>${e.items.map(n=>Jn(n,e,t))}</ul>`:y}function Xn(e){return[[`bold`,T(`Bold`),g`<b>B</b>`,``],[`italic`,T(`Italic`),g`<i>I</i>`,``],[`code`,T(`Code`),g`<code>&lt;&gt;</code>`,`extra`],[`link`,T(`Link`),_t,`extra`],[`list`,T(`List`),vt,`extra`]].map(([t,n,r,i])=>g`<button type="button" class="mark ${i}" aria-label=${n} title=${n} @click=${()=>e(t)}>${r}</button>`)}function Zn(e,t,n){return g`<div class="sent" tabindex="-1" role="status">
    <h3>${Tt}<span dir="auto">${T(`Sent to %(name)s`,{name:e})}</span></h3>
    <p class="small">${T(`You will be told when there is an answer.`)}</p>
    <div class="row">
      <a class="button outline" href=${t} target=${z()}>${T(`Open the conversation`)}</a>
      <button type="button" class="quiet" @click=${n}>${T(`Write another`)}</button>
    </div>
  </div>`}function Qn({body:e,uploads:t,limit:n,nobody:r}){let i={},a=n?ln(e)-n:0;return a>0&&(i.body=[E(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,a)]),!e.trim()&&!t.items.length&&(i.body=[T(`Write a message or attach a file.`)]),r&&(i.recipients=[T(`Choose whom to write to.`)]),t.failed&&(i.attachments=[T(`A file could not be uploaded. Try it again or remove it.`)]),i}var $n=`proserva.draft:`,er=2592e6;function tr(e,t){return`${$n}${encodeURIComponent(e)}:${t}`}function nr(e){return typeof e.body==`string`&&Array.isArray(e.attachments)&&Date.now()-(e.saved??0)<er}function rr(e){if(!e)return null;try{let t=JSON.parse(e);return t&&nr(t)?t:null}catch{return null}}function ir(e,t){try{return e()}catch{return t}}function ar(e,t){return ir(()=>(cr(),rr(localStorage.getItem(tr(e,t)))),null)}function or(e,t,n){let r={...n,saved:Date.now()};ir(()=>localStorage.setItem(tr(e,t),JSON.stringify(r)),void 0)}function sr(e,t){ir(()=>localStorage.removeItem(tr(e,t)),void 0)}function cr(){let e=Object.keys(localStorage).filter(e=>e.startsWith($n));for(let t of e)rr(localStorage.getItem(t))||localStorage.removeItem(t)}var lr=400,ur=class{constructor(e,t){this.current=t,this.timer=0,this.place=null,this.flush=()=>{if(clearTimeout(this.timer),!this.place)return;let e=this.current();e?or(...this.place,e):sr(...this.place)},e.addController(this)}hostConnected(){window.addEventListener(`pagehide`,this.flush)}hostDisconnected(){this.flush(),window.removeEventListener(`pagehide`,this.flush)}take(e,t){return this.place=[e,t],ar(e,t)}touch(){clearTimeout(this.timer),this.timer=window.setTimeout(this.flush,lr)}};function dr(e,t,n){let r=(n,r)=>{let i=[...r?.files??[]];t()&&i.length&&(n.preventDefault(),e(i))};return{drag:e=>{t()&&e.dataTransfer?.types.includes(`Files`)&&(e.preventDefault(),n(e.type===`dragover`))},drop:e=>{n(!1),r(e,e.dataTransfer)},paste:e=>r(e,e.clipboardData),pick:t=>{let n=t.target;e([...n.files??[]]),n.value=``}}}function B(e=4){return g`<div class="skeleton" role="status" aria-busy="true">
    <span class="vh">${T(`Loading…`)}</span>
    ${Array.from({length:e},()=>g`<i></i>`)}
  </div>`}function V(e,t,n=``){return g`<div class="state">${e}<strong>${t}</strong>${n?g`<p>${n}</p>`:y}</div>`}function H(e,t){return g`<div class="state" role="alert">
    <p>${e}</p>
    <button type="button" class="outline" @click=${t}>${T(`Try again`)}</button>
  </div>`}var fr=50,pr=[`body`,`recipients`,`attachments`,`context`],U=class extends R{constructor(...e){super(...e),this.to=``,this.phase=`loading`,this.config=null,this.people=[],this.recipient=null,this.body=``,this.errors={},this.problem=``,this.sending=!1,this.sentTo=null,this.dragging=!1,this.sent=null,this.uploads=new In(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>this.course()}),()=>this.edited(`attachments`)),this.intake=dr(e=>this.uploads.add(e),()=>!this.noFiles&&!this.sending,e=>this.dragging=e),this.online=new un(this),this.attempt=null,this.draft=new ur(this,()=>this.worthKeeping()),this.focusWanted=!1}static{this.styles=[R.styles,Rn]}focus(){let e=this.find(`.sent`)??this.find(`textarea`);e?e.focus():this.focusWanted=!0}willUpdate(e){[`courseId`,`recipients`,`usageKey`,`discussionThreadId`,`contextUrl`,`thread`,`api`].some(t=>e.has(t))&&(this.draft.flush(),this.load())}updated(){this.grow(),this.focusWanted&&this.phase===`ready`&&this.find(`textarea`)&&(this.focusWanted=!1,this.focus())}async load(){let e=this.scope;if(this.phase=`loading`,this.thread||this.courseId)try{let[t,n]=await Promise.all([Xe(this.client),this.thread?[]:this.findPeople(``)]);if(e!==this.scope)return;Object.assign(this,{config:t,people:n}),this.takeDraft(t.me.username,e),this.phase=`ready`}catch(e){this.problem=M(e),this.phase=`failed`}}async findPeople(e){return(await this.client.recipients(this.courseId,{q:e,usernames:this.recipients.replace(/\s/g,``)})).results}takeDraft(e,t){let n=this.draft.take(e,t),r=this.people.some(e=>e.username===n?.recipient?.username)||this.people.length>=fr?n?.recipient:null,i=this.choose?null:this.people.find(e=>e.is_default)??this.people[0];this.recipient=r??i??null,this.body=n?.body??``,this.attempt=n?.attempt??null,this.uploads.restore(n?.attachments??[]),Object.assign(this,{errors:{},problem:``,sentTo:null})}edited(e){let{[e]:t,...n}=this.errors;this.errors=n,this.draft.touch()}worthKeeping(){let{body:e,recipient:t,attempt:n}=this,{attachments:r}=this.uploads;return e||r.length?{body:e,recipient:t,attachments:r,attempt:n}:null}async course(){return this.courseId||(await this.client.get(`threads/${this.thread}/`)).course.id}content(){let e=this.uploads.attachments.map(({id:e})=>e),t={body:this.body,...e.length&&{attachments:e},...this.context&&{context:this.context}};return this.thread?t:{course_id:this.courseId,recipients:[this.recipient?.username],...t}}async send(e){if(e?.preventDefault(),this.sending||this.uploads.busy)return;if(this.problem=``,this.errors=Qn({body:this.body,uploads:this.uploads,limit:this.config?.message_max_length??0,nobody:!this.thread&&!this.recipient}),Object.keys(this.errors).length)return this.toFirstError();this.sending=!0;let t=this.content();this.attempt=rn(t,this.attempt),this.draft.flush();try{await this.deliver(t,this.attempt.key)}catch(e){this.refused(e)}finally{this.sending=!1}}async deliver(e,t){let n=this.thread?`threads/${this.thread}/messages/`:`threads/`,r=await this.client.post(n,e,t),i=`message`in r?r.message:r,a=I(this.recipient);this.startAnew(),this.sent=i,this.thread||(this.sentTo={thread:i.thread,name:a}),this.emit(`proserva-sent`,{thread:i.thread,message:i.id}),await this.updateComplete,this.focus()}startAnew(){Object.assign(this,{body:``,attempt:null,errors:{},problem:``}),this.uploads.clear(),this.draft.flush()}refused(e){this.errors=e instanceof j?e.fields:{};let t=pr.filter(e=>this.errors[e]&&!(this.thread&&e===`recipients`)),n=Object.entries(this.errors).flatMap(([e,n])=>t.includes(e)?[]:n);this.problem=[t.length?``:M(e),...n].join(` `).trim(),e instanceof j&&e.code===`idempotency_key_reused`&&(this.attempt=null),this.toFirstError()}async toFirstError(){await this.updateComplete,this.errors.recipients?this.find(`proserva-people`)?.focus():this.errors.body&&this.find(`textarea`)?.focus()}async writeAnother(){this.sentTo=null,await this.updateComplete,this.focus()}grow(){let e=this.find(`textarea`);e&&(e.style.blockSize=`auto`,e.style.blockSize=`${e.scrollHeight+2}px`)}pressed(e){e.key===`Enter`&&(e.ctrlKey||e.metaKey)&&this.send(e)}notice(){let e=this.online.now?this.problem:T(`You are offline. Your draft is kept.`);return e?g`<p class="notice ${this.problem?`bad`:``}" role=${this.problem?`alert`:`status`}>${e}</p>`:y}fieldError(e){let t=this.errors[e]??[];return t.length?g`<p class="error" id="${e}-error" role="alert">${t.join(` `)}</p>`:y}recipientRow(){if(this.thread)return y;let e=T(`To`),t=this.people.length===1&&this.recipient;return g`<div>
      <span class="label" aria-hidden=${!t}>${e}</span>
      ${t?Un(t,e=>this.client.resolve(e)):this.picker(e)} ${this.fieldError(`recipients`)}
    </div>`}picker(e){return g`<proserva-people
      .api=${this.api}
      .label=${e}
      .people=${this.people}
      .value=${this.recipient}
      .invalid=${!!this.errors.recipients}
      .search=${this.people.length>=fr?e=>this.findPeople(e):null}
      @pick=${e=>{this.recipient=e.detail,this.edited(`recipients`)}}
    ></proserva-people>`}area(){let e=this.thread?T(`Reply to %(name)s`,{name:this.to||T(`this conversation`)}):T(`Message`);return g`<textarea
      dir=${this.body?`auto`:y}
      rows=${this.thread?1:4}
      aria-label=${e}
      placeholder=${this.thread?T(`Write a reply…`):T(`Write your message…`)}
      aria-describedby="hint body-error"
      aria-invalid=${!!this.errors.body}
      .value=${this.body}
      ?readonly=${this.sending}
      @paste=${this.intake.paste}
      @input=${e=>{this.body=e.target.value,this.edited(`body`)}}
    ></textarea>`}mark(e){let t=this.find(`textarea`);t&&!this.sending&&cn(t,e)}attach(){return this.noFiles?y:g`<input type="file" multiple accept=${this.config?.attachments.extensions.join(`,`)??``} @change=${this.intake.pick} />
      <button type="button" class="round" aria-label=${T(`Attach files`)} title=${T(`Attach files`)}
        ?disabled=${this.sending} @click=${()=>this.find(`input[type=file]`)?.click()}>${ht}</button>`}bar(){let e=this.sending?T(`Sending…`):this.uploads.busy?T(`Uploading…`):T(`Send`);return g`<div class="bar">
      ${this.attach()} ${Xn(e=>this.mark(e))}
      <span class="end">
        ${Kn(ln(this.body),this.config?.message_max_length??0)}
        <button type="submit" class="primary flip" ?disabled=${this.sending||this.uploads.busy}>${yt}${e}</button>
      </span>
    </div>`}render(){if(this.phase===`loading`)return B(3);if(this.phase===`failed`)return H(this.problem,()=>void this.load());if(this.sentTo){let e=`${this.client.resolve(this.config?.inbox_url??``)}?thread=${this.sentTo.thread}`;return Zn(this.sentTo.name,e,()=>void this.writeAnother())}if(!this.thread&&!this.people.length)return V(A,T(`There is nobody to write to yet`),T(`This course has no instructor who takes messages.`));let e=this.uploads.error?g`<p class="error" role="alert">${this.uploads.error}</p>`:y;return g`<form class=${this.thread?`reply`:``} novalidate @submit=${this.send} @keydown=${this.pressed}
      @dragover=${this.intake.drag} @dragleave=${this.intake.drag} @drop=${this.intake.drop}>
      ${this.recipientRow()} ${Wn(this.about||this.contextLabel)} ${this.fieldError(`context`)}
      <div class="box ${this.errors.body?`bad`:``} ${this.dragging?`over`:``}">${this.area()}${Yn(this.uploads,()=>this.find(`textarea`)?.focus())}${this.bar()}</div>
      ${this.fieldError(`body`)} ${e} ${this.fieldError(`attachments`)}
      ${this.notice()} ${Gn(this.noFiles?null:this.config?.attachments)}
    </form>`}};N([S({attribute:!1})],U.prototype,`to`,void 0),N([C()],U.prototype,`phase`,void 0),N([C()],U.prototype,`config`,void 0),N([C()],U.prototype,`people`,void 0),N([C()],U.prototype,`recipient`,void 0),N([C()],U.prototype,`body`,void 0),N([C()],U.prototype,`errors`,void 0),N([C()],U.prototype,`problem`,void 0),N([C()],U.prototype,`sending`,void 0),N([C()],U.prototype,`sentTo`,void 0),N([C()],U.prototype,`dragging`,void 0);function mr(e,t){if(e.metaKey||e.ctrlKey||e.shiftKey||e.altKey||e.button>0)return!1;let n=!Ze(`proserva-open`,{thread:t.thread,message:t.message,course:t.course.id});return n&&e.preventDefault(),n}var hr=8,W=class extends P{constructor(...e){super(...e),this.inbox=``,this.unread=0,this.items=null,this.cursor=null,this.error=``,this.problem=``,this.busy=!1,this.place=()=>{let e=this.find(`.panel`);if(!e)return;let t=this.getRootNode(),n=(t instanceof ShadowRoot?t.host:this).getBoundingClientRect(),r=getComputedStyle(this).direction===`rtl`?n.left:n.right-e.offsetWidth,i=document.documentElement.clientWidth-hr-e.offsetWidth,a=n.bottom+hr;e.style.left=`${Math.max(hr,Math.min(r,i))}px`,e.style.top=`${a}px`,this.style.setProperty(`--room`,`${Math.max(240,window.innerHeight-a-16)}px`)}}static{this.styles=[P.styles,o`
      .panel {
        position: fixed; z-index: 2147482000; inset: auto; margin: 0; padding: 0; inline-size: min(400px, calc(100vw - 16px));
        max-block-size: min(560px, var(--room, 80vh)); display: flex; flex-direction: column; overflow: hidden; color: var(--text);
        background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
      }
      .panel:focus { outline: none; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 6px 16px 6px 6px; }
      .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
      .head button { font-size: var(--fs-s); padding-inline: 10px; }
      .scroll { position: relative; overflow-y: auto; flex: 1; min-block-size: 0; overscroll-behavior: contain; }
      .item { position: relative; display: flex; gap: 12px; padding: 12px 32px 12px 16px; color: inherit; text-decoration: none; border-block-end: 1px solid var(--line); line-height: 1.4; }
      :host(:dir(rtl)) .item { padding: 12px 16px 12px 32px; }
      .item:hover { background: var(--soft); }
      .item:focus-visible { outline-offset: -3px; }
      .text { flex: 1; min-inline-size: 0; }
      .top { display: flex; gap: 10px; align-items: baseline; justify-content: space-between; }
      .top time { flex: none; }
      .preview { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
      .unread .name, .unread .preview { font-weight: 700; }
      .dot { position: absolute; inset-inline-end: 12px; inset-block-start: 50%; margin-block-start: -5px; inline-size: 10px; block-size: 10px; border-radius: 50%; background: var(--accent); forced-color-adjust: none; }
      .foot { border-block-start: 1px solid var(--line); padding: 6px; text-align: center; }
      .foot a, .more { inline-size: 100%; color: var(--primary); }
      .foot a:hover { background: var(--tint); }
      .panel > .notice { margin: 8px; }
    `]}connectedCallback(){super.connectedCallback(),window.addEventListener(`scroll`,this.place,{capture:!0,passive:!0}),window.addEventListener(`resize`,this.place),this.whileConnected(w(`proserva-arrived`,()=>void this.load()),()=>window.removeEventListener(`scroll`,this.place,{capture:!0}),()=>window.removeEventListener(`resize`,this.place)),this.load()}focus(){this.updateComplete.then(()=>this.find(`.panel`)?.focus())}firstUpdated(){this.find(`.panel`)?.showPopover?.(),this.place()}updated(e){let t=e.get(`unread`);e.has(`unread`)&&t!==void 0&&this.unread>t&&this.load()}async load(){this.error=``;try{let e=await this.client.get(`notifications/`);this.items=e.results,this.cursor=e.next_cursor}catch(e){this.items||(this.error=M(e))}}async more(){await this.attempt(async()=>{let e=await this.client.get(`notifications/`,{cursor:this.cursor}),t=new Set(this.items?.map(e=>e.id));this.items=[...this.items??[],...e.results.filter(e=>!t.has(e.id))],this.cursor=e.next_cursor}),this.cursor||this.focus()}async readAll(){let e=this.items?.[0];e&&(await this.attempt(async()=>{let{count:t}=await this.client.post(`notifications/read/`,{up_to:e.id});this.items=this.items?.map(t=>({...t,unread:t.unread&&t.id>e.id}))??null,this.dispatchEvent(new CustomEvent(`counted`,{detail:t}))}),this.focus())}async attempt(e){this.busy=!0,this.problem=``;try{await e()}catch(e){this.problem=M(e)}finally{this.busy=!1}}pressed(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...this.renderRoot.querySelectorAll(`.item`)];if(!t.length)return;e.preventDefault();let n=t.indexOf(this.shadowRoot?.activeElement),r=e.key===`ArrowDown`?n+1:n<0?t.length-1:n-1;t[Math.min(Math.max(r,0),t.length-1)]?.focus()}follow(e,t){mr(e,t)&&this.dispatchEvent(new CustomEvent(`close`))}item(e){let t=[e.course.name,e.context_label].filter(Boolean).join(` · `);return g`<li>
      <a class="item ${e.unread?`unread`:``}" href=${this.client.resolve(e.url)} target=${z()}
        @click=${t=>this.follow(t,e)}>
        ${L(e.sender,e=>this.client.resolve(e))}
        <div class="text">
          <div class="top">
            <span class="name ellipsis" dir="auto">${I(e.sender)}</span>
            <time class="small dim" datetime=${e.created} title=${wn(e.created)}>${kn(e.created)}</time>
          </div>
          <div class="preview" dir="auto">${e.preview}</div>
          <div class="small dim ellipsis" dir="auto">${t}</div>
        </div>
        ${e.unread?g`<span class="dot"></span><span class="vh">${T(`Unread`)}</span>`:y}
      </a>
    </li>`}content(){return this.error?H(this.error,()=>void this.load()):this.items?this.items.length?g`<ul>${this.items.map(e=>this.item(e))}</ul>
      ${this.cursor?g`<button type="button" class="more" ?disabled=${this.busy} @click=${this.more}>${T(`Show older`)}</button>`:y}`:V(ct,T(`No messages yet`),T(`When somebody writes to you, you will see it here.`)):B()}render(){let e=this.unread>0||this.items?.some(e=>e.unread);return g`<section class="panel" popover="manual" role="dialog" aria-labelledby="title" tabindex="-1" @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title">${T(`Messages`)}</h2>
        ${e&&this.items?.length?g`<button type="button" class="quiet" ?disabled=${this.busy} @click=${this.readAll}>${T(`Mark all as read`)}</button>`:g`<span style="block-size:44px"></span>`}
      </div>
      ${this.problem?g`<p class="notice bad" role="alert">${this.problem}</p>`:y}
      <div class="scroll" tabindex=${this.items?.length?y:`-1`}>${this.content()}</div>
      <div class="foot"><a class="button" href=${this.inbox} target=${z()}>${T(`Open all messages`)}</a></div>
    </section>`}};N([S({attribute:!1})],W.prototype,`inbox`,void 0),N([S({attribute:!1})],W.prototype,`unread`,void 0),N([C()],W.prototype,`items`,void 0),N([C()],W.prototype,`cursor`,void 0),N([C()],W.prototype,`error`,void 0),N([C()],W.prototype,`problem`,void 0),N([C()],W.prototype,`busy`,void 0);var gr=`.student-table td a[href*="/progress/"]`,_r=`all:unset;outline:revert;cursor:pointer;display:grid;place-items:center;position:absolute;inset-block:0;inset-inline-end:0;inline-size:2em;background:inherit`,vr=class extends P{constructor(...e){super(...e),this.courseId=``,this.progressUrl=``,this.username=``}static{this.styles=[P.styles,o`
      dialog { inline-size: min(720px, calc(100vw - 32px)); max-block-size: calc(100vh - 32px); padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; }
      dialog::backdrop { background: rgb(10 30 60 / 40%); }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block-end: 8px; }
      .head h2 { font-size: calc(var(--fs) * 1.125); font-weight: 600; }
    `]}firstUpdated(){document.querySelectorAll(gr).forEach(e=>this.mark(e))}mark(e){let t=e.textContent?.trim()??``;if(!t||e.nextElementSibling?.classList.contains(`proserva-write`))return;let n=document.createElement(`button`);n.type=`button`,n.className=`proserva-write`,n.title=T(`Message %(name)s`,{name:t}),n.setAttribute(`aria-label`,n.title),n.style.cssText=_r,Ue(A,n),n.addEventListener(`click`,()=>void this.write(t)),e.parentElement&&(e.parentElement.style.position=`relative`),e.after(n)}async write(e){this.username=e,await this.updateComplete,this.find(`dialog`)?.showModal(),this.find(`proserva-compose`)?.focus()}close(){this.find(`dialog`)?.close()}render(){return this.username?g`<dialog aria-labelledby="title" @close=${()=>this.username=``}>
      <div class="head">
        <h2 id="title" dir="auto">${T(`Message %(name)s`,{name:this.username})}</h2>
        <button type="button" class="round" aria-label=${T(`Close`)} title=${T(`Close`)} @click=${this.close}>${k}</button>
      </div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${this.username}
        .contextUrl=${this.progressUrl} .contextLabel=${T(`Progress`)}></proserva-compose>
    </dialog>`:y}};N([S({attribute:`course-id`})],vr.prototype,`courseId`,void 0),N([S({attribute:`progress-url`})],vr.prototype,`progressUrl`,void 0),N([C()],vr.prototype,`username`,void 0);var yr={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},br=e=>(...t)=>({_$litDirective$:e,values:t}),xr=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Sr}=Ve,Cr={},wr=(e,t=Cr)=>e._$AH=t,Tr=br(class extends xr{constructor(){super(...arguments),this.key=y}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(wr(e),this.key=t),n}});function Er(e){return e&&/^\d{1,15}$/.test(e)?Number(e):null}function Dr(e){return new URLSearchParams(e.search).get(`preferences`)===`1`}function Or(e){let t=Er(new URLSearchParams(e.search).get(`thread`)),n=Er(/^#message-(\d+)$/.exec(e.hash)?.[1]);return{thread:t,message:t?n:null}}function kr(e,t){let n=new URL(location.href);return n.searchParams.delete(`preferences`),e?n.searchParams.set(`thread`,String(e)):n.searchParams.delete(`thread`),n.hash=t?`message-${t}`:``,n.pathname+n.search+n.hash}function Ar({pathname:e}){let t=/\/([^/]+)\/(?:posts|my-posts|(?:category|topics|learners)\/[^/]+\/posts|discussion\/forum\/[^/]+\/threads)\/([0-9a-z]+)\/?$/i.exec(e),n=decodeURIComponent(t?.[1]??``);return t?.[2]&&/^(course-v1|ccx-v1):/.test(n)?{course:n,thread:t[2]}:null}function jr(e){let t=[...e.document.querySelectorAll(`iframe[src*="inContextSidebar"]`)];return[e.location,...t.map(e=>Mr(e))].map(e=>e&&Ar(e)).find(e=>e)??null}function Mr(e){try{return e.contentWindow?.location.pathname?e.contentWindow.location:null}catch{return null}}function Nr({pathname:e}){return decodeURIComponent(/\/u\/([^/]+)\/?$/.exec(e)?.[1]??``)}var Pr=480,G=class extends P{constructor(...e){super(...e),this.courseId=``,this.thread=null,this.message=null,this.writing=!1,this.choosing=!1,this.courses=[],this.me=``,this.seconds=20}static{this.styles=[P.styles,o`
      /* Named, as the conversation within is a container too. */
      :host { container: inbox / inline-size; }
      .frame {
        display: grid; grid-template: 100% / 100%; block-size: var(--proserva-inbox-height, var(--room, 640px)); overflow: hidden;
        border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface);
      }
      .list { display: flex; flex-direction: column; min-block-size: 0; min-inline-size: 0; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 10px 12px 8px 16px; min-block-size: 62px; }
      :host(:dir(rtl)) .head { padding: 10px 16px 8px 12px; }
      .tools { display: flex; align-items: center; gap: 4px; }
      .head h2 { font-size: calc(var(--fs) * 1.25); font-weight: 700; color: inherit; }
      proserva-threads { flex: 1; }
      .pane { min-inline-size: 0; min-block-size: 0; overflow: hidden; display: flex; flex-direction: column; }
      .pane > proserva-thread { flex: 1; max-block-size: none; }
      .write { overflow-y: auto; padding: 8px 16px 24px; }
      .write .head { padding-inline: 0; justify-content: flex-start; }
      .pane > .state { margin: auto; }
      .back { margin-inline: -10px 2px; }
      .close, .one .pane, .two .list { display: none; }
      .pane > proserva-preferences { flex: 1; overflow-y: auto; }
      @container inbox (min-width: 800px) {
        .frame { grid-template-columns: minmax(320px, 38%) 1fr; }
        .one .pane, .two .list { display: flex; }
        .list { border-inline-end: 1px solid var(--line); }
        .back { display: none; }
        .close { display: inline-flex; }
        .write { padding-inline: 28px; }
      }
    `]}connectedCallback(){super.connectedCallback();let e=()=>this.follow();window.addEventListener(`popstate`,e);let t=()=>this.measure();window.addEventListener(`resize`,t),this.whileConnected(()=>window.removeEventListener(`popstate`,e),()=>window.removeEventListener(`resize`,t),w(`proserva-open`,e=>this.asked(e))),this.thread||this.follow(),this.configure()}firstUpdated(){this.measure(),this.choosing&&this.openPreferences()}follow(){this.go(Or(location)),this.choosing=Dr(location)}async configure(){let e=await Xe(this.client).catch(()=>null);e&&Object.assign(this,{me:e.me.username,seconds:e.poll_seconds})}measure(){let e=this.getBoundingClientRect().top+window.scrollY,t=Math.max(window.innerHeight-Math.min(e,window.innerHeight/2)-16,Pr);this.style.setProperty(`--room`,`${t}px`)}go({thread:e,message:t}){Object.assign(this,{thread:e,message:t,writing:!1,choosing:!1})}visit(e,t=null){let n=e===this.thread&&!t;this.go({thread:e,message:t}),n||history.pushState(history.state,``,kr(e,t))}asked(e){let{course:t,thread:n,message:r}=e.detail;this.courseId&&t&&t!==this.courseId||(e.preventDefault(),this.message=null,this.updateComplete.then(()=>this.visit(n,r)))}async chosen(e){this.visit(e.detail),await this.updateComplete,this.find(`.list`)?.offsetParent||this.find(`proserva-thread`)?.focus()}async back(){if(this.choosing)return this.closePreferences();let e=this.thread;this.visit(null),this.writing=!1,await this.updateComplete,e&&this.find(`proserva-threads`)?.focus()}async write(){this.visit(null),this.writing=!0,await this.updateComplete,this.find(`proserva-compose`)?.focus()}async openPreferences(){this.writing=!1,this.choosing=!0,await this.updateComplete,this.find(`proserva-preferences`)?.focus()}async closePreferences(){this.choosing=!1;let{thread:e,message:t}=Or(location);Dr(location)&&history.replaceState(history.state,``,kr(e,t)),await this.updateComplete;let n=this.find(`.gear`);n?.offsetParent||!this.thread?n?.focus():this.find(`proserva-thread`)?.focus()}pressed(e){e.key!==`Escape`||e.defaultPrevented||(e.stopPropagation(),this.closePreferences())}listed(e){let t=new Map([...this.courses,...e.detail.map(({course:e})=>e)].map(e=>[e.id,e]));t.size>this.courses.length&&(this.courses=[...t.values()])}sent(e){this.writing&&this.visit(e.detail.thread)}backButton(){return g`<button slot="start" type="button" class="round back flip" aria-label=${T(`Back to the list`)} @click=${this.back}>
      ${mt}
    </button>`}preferences(){let e=T(`Close`);return g`<proserva-preferences .api=${this.api} .courseId=${this.courseId} .courses=${this.courses} @keydown=${this.pressed}>
      ${this.backButton()}
      <button slot="end" type="button" class="round close" aria-label=${e} title=${e} @click=${this.closePreferences}>${k}</button>
    </proserva-preferences>`}tools(){let e=T(`Email settings`);return g`<div class="tools">
      ${this.courseId?g`<button type="button" class="primary" @click=${this.write}>${xt}${T(`New message`)}</button>`:y}
      <button type="button" class="round gear ${this.choosing?`on`:``}" aria-label=${e} title=${e} @click=${this.openPreferences}>
        ${Dt}
      </button>
    </div>`}pane(){if(this.choosing)return this.preferences();if(this.writing)return g`<div class="write">
        <div class="head">${this.backButton()}<h2>${T(`New message`)}</h2></div>
        <proserva-compose .api=${this.api} .courseId=${this.courseId} @proserva-sent=${this.sent}></proserva-compose>
      </div>`;if(!this.thread)return V(A,T(`Choose a conversation`),T(`It will be shown here.`));let e=g`<proserva-thread .api=${this.api} .thread=${this.thread} .message=${this.message}>${this.backButton()}</proserva-thread>`;return g`${Tr(this.thread,e)}`}render(){return g`<div class="frame ${this.writing||this.choosing||this.thread?`two`:`one`}">
      <div class="list">
        <div class="head">
          <h2>${T(`Messages`)}</h2>
          ${this.tools()}
        </div>
        <proserva-threads .api=${this.api} .courseId=${this.courseId} .me=${this.me} .seconds=${this.seconds} .selected=${this.thread}
          .href=${e=>kr(e,null)} @choose=${this.chosen} @listed=${this.listed}></proserva-threads>
      </div>
      <div class="pane">${this.pane()}</div>
    </div>`}};N([S({attribute:`course-id`})],G.prototype,`courseId`,void 0),N([S({type:Number})],G.prototype,`thread`,void 0),N([S({type:Number})],G.prototype,`message`,void 0),N([C()],G.prototype,`writing`,void 0),N([C()],G.prototype,`choosing`,void 0),N([C()],G.prototype,`courses`,void 0),N([C()],G.prototype,`me`,void 0),N([C()],G.prototype,`seconds`,void 0);var Fr=400,K=class extends R{constructor(...e){super(...e),this.label=``,this.prompt=``,this.unavailable=``,this.open=!1,this.made=!1}static{this.styles=[R.styles,o`
      /* Between what the platform shows, which keeps no room for it. */
      :host([automatic]) { margin-block: 16px; }
      .start { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; }
      .panel { margin-block-start: 14px; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); max-inline-size: 720px; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block: -8px 8px; margin-inline-end: -8px; }
      .head h2 { font-size: calc(var(--fs) * 1.125); font-weight: 600; color: inherit; }
    `]}connectedCallback(){super.connectedCallback(),Hn()}get name(){return this.label||T(`Message instructor`)}async toggle(){this.unavailable||(this.open=!this.open,this.made=!0,await this.updateComplete,this.open&&(this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.open&&this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),Fr)))}async close(){this.open=!1,await this.updateComplete,this.find(`.start button`)?.focus()}pressed(e){e.key===`Escape`&&!e.defaultPrevented&&this.close()}panel(){return g`<section id="panel" class="panel" aria-labelledby="title" ?hidden=${!this.open} @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title" dir="auto">${this.name}</h2>
        <button type="button" class="round" aria-label=${T(`Close`)} title=${T(`Close`)} @click=${this.close}>${k}</button>
      </div>
      <proserva-compose
        .api=${this.api}
        .courseId=${this.courseId}
        .recipients=${this.recipients}
        .usageKey=${this.usageKey}
        .discussionThreadId=${this.discussionThreadId}
        .contextUrl=${this.contextUrl}
        .contextLabel=${this.contextLabel}
        .about=${this.about}
        .noFiles=${this.noFiles}
        .choose=${this.choose}
        .thread=${this.thread}
      ></proserva-compose>
    </section>`}render(){let e=this.unavailable||this.prompt;return g`<div class="start">
        <button type="button" class="primary" dir="auto" aria-expanded=${this.unavailable?y:this.open}
          aria-controls=${this.made?`panel`:y} aria-disabled=${!!this.unavailable}
          aria-describedby=${e?`aside`:y} @click=${this.toggle}>${A}${this.name}</button>
        ${e?g`<span id="aside" class="dim" dir="auto">${e}</span>`:y}
      </div>
      ${this.made?this.panel():y}`}};N([S()],K.prototype,`label`,void 0),N([S()],K.prototype,`prompt`,void 0),N([S()],K.prototype,`unavailable`,void 0),N([C()],K.prototype,`open`,void 0),N([C()],K.prototype,`made`,void 0);var Ir=250,q=class extends P{constructor(...e){super(...e),this.people=[],this.value=null,this.search=null,this.invalid=!1,this.label=``,this.open=!1,this.active=0,this.query=``,this.found=null,this.timer=0}static{this.styles=[P.styles,o`
      .field { position: relative; }
      .field .icon { position: absolute; inset-inline-end: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
      /* The side of the sign is the page's, whatever direction the name has. */
      .field input { padding: 9px 40px 9px 12px; text-overflow: ellipsis; text-align: -webkit-match-parent; text-align: match-parent; }
      :host(:dir(rtl)) .field input { padding: 9px 12px 9px 40px; }
      .list { margin-block-start: 4px; max-block-size: 264px; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); box-shadow: var(--shadow); }
      .option { display: flex; gap: 12px; align-items: center; min-block-size: 52px; padding: 6px 12px; cursor: pointer; }
      .option.active, .option:hover { background: var(--tint); }
      .option[aria-selected="true"] { font-weight: 600; }
      .option .avatar { inline-size: 32px; block-size: 32px; font-size: 12px; }
      .who { display: grid; min-inline-size: 0; line-height: 1.3; }
      .none { padding: 14px; color: var(--muted); }
      @media (forced-colors: active) { .option.active { outline: 2px solid Highlight; outline-offset: -2px; } }
    `]}willUpdate(e){e.has(`open`)&&!this.open&&Object.assign(this,{query:``,found:null})}focus(){this.find(`input`)?.focus()}get shown(){let e=this.query.trim().toLocaleLowerCase();return this.found?this.found:this.people.filter(t=>I(t).toLocaleLowerCase().includes(e))}typed(e){this.query=e.target.value,this.open=!0,this.active=0,clearTimeout(this.timer),this.search&&(this.timer=window.setTimeout(()=>void this.ask(this.query),Ir))}async ask(e){let t=e.trim()?await this.search?.(e.trim()).catch(()=>null):null;e===this.query&&this.open&&(this.found=t??null)}pick(e){this.open=!1,this.dispatchEvent(new CustomEvent(`pick`,{detail:e}))}pressed(e){if(!e.isComposing){if(e.key===`ArrowDown`||e.key===`ArrowUp`)return this.move(e);if(this.open){if(e.key===`Escape`)e.stopPropagation(),e.preventDefault(),this.open=!1;else if(e.key===`Enter`){e.preventDefault();let t=this.shown[this.active];t&&this.pick(t)}}}}move(e){e.preventDefault();let t=this.shown.length;this.open&&t&&(this.active=(this.active+(e.key===`ArrowDown`?1:t-1))%t),this.open=!0,this.updateComplete.then(()=>this.find(`.active`)?.scrollIntoView?.({block:`nearest`}))}start(e){let t=e.target;this.active=Math.max(0,this.people.findIndex(e=>e.username===this.value?.username)),this.open=!0,t.select()}option(e,t){return g`<li
      id="option-${t}"
      role="option"
      class="option ${t===this.active?`active`:``}"
      aria-selected=${e.username===this.value?.username}
      @mousedown=${e=>e.preventDefault()}
      @click=${()=>this.pick(e)}
    >
      ${L(e,e=>this.client.resolve(e))}
      <span class="who"><span dir="auto">${I(e)}</span><span class="small dim">${fn(e.role)}</span></span>
    </li>`}list(){let e=this.shown;return g`<ul id="list" class="list" role="listbox" aria-label=${this.label}>
        ${e.map((e,t)=>this.option(e,t))}
        ${e.length?y:g`<li class="none" role="option" aria-disabled="true" aria-selected="false">${T(`Nobody by that name.`)}</li>`}
      </ul>
      <span class="vh" role="status">${E(`%(count)s person`,`%(count)s people`,e.length)}</span>`}render(){let e=this.value?`${I(this.value)} (${fn(this.value.role)})`:``;return g`<div class="field"><input
        type="text"
        role="combobox"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${this.open}
        aria-controls="list"
        aria-invalid=${this.invalid}
        aria-activedescendant=${this.open&&this.shown.length?`option-${this.active}`:y}
        placeholder=${T(`Type a name`)}
        .value=${this.open&&this.query||e}
        @click=${this.start}
        @input=${this.typed}
        @keydown=${this.pressed}
        @blur=${()=>this.open=!1}
      />${wt}</div>
      ${this.open?this.list():y}`}};N([S({attribute:!1})],q.prototype,`people`,void 0),N([S({attribute:!1})],q.prototype,`value`,void 0),N([S({attribute:!1})],q.prototype,`search`,void 0),N([S({type:Boolean})],q.prototype,`invalid`,void 0),N([S()],q.prototype,`label`,void 0),N([C()],q.prototype,`open`,void 0),N([C()],q.prototype,`active`,void 0),N([C()],q.prototype,`query`,void 0),N([C()],q.prototype,`found`,void 0);var J=class extends P{constructor(...e){super(...e),this.username=``,this.courseId=``,this.writing=!1,this.found=null,this.error=null}static{this.styles=[P.styles,o`
      .course { display: grid; gap: 4px; margin-block-end: 16px; max-inline-size: 720px; }
      .course span { font-size: var(--fs-s); font-weight: 600; }
      select { font: inherit; color: inherit; min-inline-size: 0; min-block-size: 44px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); }
    `]}willUpdate(e){(e.has(`username`)||e.has(`api`)||!this.hasUpdated)&&this.load()}get who(){return this.username||Nr(location)}async load(){let e=this.who;if(Object.assign(this,{found:null,error:null}),e)try{let t=await this.client.get(`people/${encodeURIComponent(e)}/courses/`);e===this.who&&(this.found=t)}catch(t){e===this.who&&(this.error=t)}}courseChoice(e){let t=this.found?.results??[];return t.length<2?y:g`<label class="course"><span>${T(`Course`)}</span>
      <select @change=${e=>this.courseId=e.target.value}>
        ${t.map(({id:t,name:n})=>g`<option value=${t} ?selected=${t===e}>${n}</option>`)}
      </select>
    </label>`}render(){let{found:e,error:t}=this;if(t)return this.writing&&!(t instanceof j&&t.status===404)?H(M(t),()=>void this.load()):y;if(!e)return this.writing?B(3):y;let{id:n}=e.results.find(e=>e.id===this.courseId)??e.results[0]??{id:``},r=T(`Message %(name)s`,{name:I(e.person)});return g`${this.courseChoice(n)}
      ${this.writing?g`<proserva-compose .api=${this.api} .courseId=${n} .recipients=${e.person.username}></proserva-compose>`:g`<proserva-message-button .api=${this.api} .courseId=${n} .recipients=${e.person.username} .label=${r}></proserva-message-button>`}`}};N([S()],J.prototype,`username`,void 0),N([S({attribute:`course-id`})],J.prototype,`courseId`,void 0),N([S({type:Boolean})],J.prototype,`writing`,void 0),N([C()],J.prototype,`found`,void 0),N([C()],J.prototype,`error`,void 0);var Lr=500,Rr=class extends P{constructor(...e){super(...e),this.post=null}static{this.styles=[P.styles,o`
      /* Beside the post, which is in another part of the page. */
      proserva-message-button { position: fixed; z-index: 1000; inset-block-end: 16px; inset-inline-end: 16px; max-inline-size: min(480px, calc(100vw - 32px)); max-block-size: calc(100vh - 32px); overflow: auto; border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow); }
    `]}connectedCallback(){super.connectedCallback();let e=window.setInterval(()=>this.look(),Lr);this.whileConnected(()=>window.clearInterval(e)),this.look()}look(){let e=jr(window);(e?.thread!==this.post?.thread||e?.course!==this.post?.course)&&(this.post=e)}render(){return this.post?g`<proserva-message-button .api=${this.api} .courseId=${this.post.course} .discussionThreadId=${this.post.thread}
      .label=${T(`Message the instructor privately`)} .about=${T(`This discussion post`)}></proserva-message-button>`:y}};N([C()],Rr.prototype,`post`,void 0);var zr=class{constructor(e){this.api=e,this.courses=[],this.shown=new Map,this.kept=new Map,this.line=Promise.resolve()}async load(){let{email:e,courses:t}=await this.api.get(`preferences/`);this.learn(``,e),t.forEach(e=>this.learn(e.course.id,e.email)),this.list(t.map(({course:e})=>e))}list(e){for(let t of e){let e=this.courses.findIndex(({id:e})=>e===t.id);e<0?this.courses.push(t):this.courses[e]?.name||(this.courses[e]=t)}}of(e){return this.shown.get(e)??null}save(e,t){this.shown.set(e,t);let n=this.line.then(()=>this.send(e,t));return this.line=n.catch(()=>void 0),n}async send(e,t){try{await this.api.patch(`preferences/`,e?{email:t,course_id:e}:{email:t}),this.kept.set(e,t)}catch(n){throw this.of(e)===t&&this.shown.set(e,this.kept.get(e)??null),n}}learn(e,t){this.shown.set(e,t),this.kept.set(e,t)}},Br=o`
  :host { container-type: inline-size; }
  .head { display: flex; align-items: center; gap: 8px; min-block-size: 62px; padding: 8px 8px 8px 16px; border-block-end: 1px solid var(--line); }
  :host(:dir(rtl)) .head { padding: 8px 16px 8px 8px; }
  .head h2 { flex: 1; font-size: calc(var(--fs) * 1.125); font-weight: 700; color: inherit; }
  .head h2:focus { outline: none; }
  .body { position: relative; display: grid; gap: 24px; padding: 20px 16px; max-inline-size: 640px; }
  .body > * { min-inline-size: 0; }
  fieldset { border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  legend, h3 { padding: 0; margin-block-end: 8px; font-size: var(--fs); font-weight: 700; color: inherit; }
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
`,Vr=4e3;function Hr(){return[[`each`,T(`An email for each message`)],[`daily`,T(`One email a day with all messages`)],[`none`,T(`No emails`)]]}var Y=class extends P{constructor(...e){super(...e),this.courseId=``,this.courses=[],this.choices=null,this.error=``,this.problem=``,this.saved=!1,this.timer=0,this.online=new un(this)}static{this.styles=[P.styles,Br]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer)),this.load()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courses`)||e.has(`choices`))&&this.choices?.list(this.courses)}updated(){this.renderRoot.querySelectorAll(`select`).forEach(e=>e.value=this.choices?.of(e.name)??``)}async load(){this.error=``;let e=new zr(this.client);try{await e.load(),this.courseId&&e.list([{id:this.courseId,name:``,url:``}]),this.choices=e}catch(e){this.error=M(e)}}async choose(e,t){Object.assign(this,{problem:``,saved:!1});let n=this.choices?.save(e,t);this.requestUpdate();try{await n,this.saved=!0,clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.saved=!1,Vr)}catch(e){this.problem=T(`That could not be saved. %(reason)s`,{reason:M(e)})}}everywhere(e){return g`<fieldset>
      <legend>${T(`For all courses`)}</legend>
      ${Hr().map(([t,n])=>g`<label class="choice">
          <input type="radio" name="email" value=${t} .checked=${e.of(``)===t} @change=${()=>void this.choose(``,t)} />
          <span>${n}</span>
        </label>`)}
    </fieldset>`}row({id:e,name:t}){return g`<li>
      <label>
        <span class="course" dir="auto">${t||T(`This course`)}</span>
        <select name=${e} @change=${t=>{this.choose(e,t.target.value||null)}}>
          <option value="">${T(`As for all courses`)}</option>
          ${Hr().map(([e,t])=>g`<option value=${e}>${t}</option>`)}
        </select>
      </label>
    </li>`}singly(e){return e.courses.length?g`<section aria-labelledby="singly">
      <h3 id="singly">${T(`For single courses`)}</h3>
      <ul>${e.courses.map(e=>this.row(e))}</ul>
    </section>`:y}content(){return this.error?H(this.error,()=>void this.load()):this.choices?g`${this.online.now?y:g`<p class="notice" role="status">${T(`You are offline. Changes cannot be saved now.`)}</p>`}
      ${this.everywhere(this.choices)} ${this.singly(this.choices)}
      <p class="small dim">${T(`Messages are kept in your inbox, whatever you choose. What you mute sends no emails.`)}</p>`:B(5)}outcome(){return g`<div class="outcome">
      <div role="status">${this.saved?g`<p class="saved">${Tt}${T(`Saved`)}</p>`:y}</div>
      ${this.problem?g`<p class="notice bad" role="alert">${this.problem}</p>`:y}
    </div>`}render(){return g`<header class="head"><slot name="start"></slot><h2 tabindex="-1">${T(`Email settings`)}</h2><slot name="end"></slot></header>
      <div class="body">${this.content()} ${this.outcome()}</div>`}};N([S({attribute:`course-id`})],Y.prototype,`courseId`,void 0),N([S({attribute:!1})],Y.prototype,`courses`,void 0),N([C()],Y.prototype,`choices`,void 0),N([C()],Y.prototype,`error`,void 0),N([C()],Y.prototype,`problem`,void 0),N([C()],Y.prototype,`saved`,void 0);function Ur(e){switch(e){case`muted`:return T(`No email: they have muted this conversation.`);case`opted_out`:return T(`No email: they have chosen to get none.`);case`no_address`:return T(`No email: they have no email address.`);case`inactive`:return T(`No email: their account is not active.`);case`policy`:return T(`No email: this site's rules forbid it.`);default:return T(`No email was sent.`)}}function Wr({state:e,reason:t,at:n}){switch(e){case`sent`:return n?T(`Email sent %(time)s`,{time:Tn(n)}):T(`Email sent`);case`pending`:return T(t?`The email could not be sent yet; it will be tried again.`:`The email is waiting to be sent.`);case`sending`:return T(`The email is being sent.`);case`digest`:return T(`It will be in their daily email.`);case`failed`:return T(`The email could not be sent and was given up.`);case`skipped`:return Ur(t);case`unknown`:return T(`Sending was interrupted; the email may or may not have arrived.`)}}function Gr({state:e,reason:t}){return e!==`failed`&&e!==`pending`&&e!==`digest`?``:t===`no_channel`?T(`This site has no way to send emails.`):t===`expired`?``:t}var X=class extends P{constructor(...e){super(...e),this.message=0,this.receipts=null,this.cursor=null,this.error=``,this.busy=!1}static{this.styles=[P.styles,o`
      dialog {
        inline-size: min(440px, calc(100vw - 24px)); max-block-size: min(600px, calc(100vh - 24px)); margin: auto; padding: 0; overflow: hidden;
        color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
      }
      dialog::backdrop { background: rgb(10 20 40 / 45%); }
      .box { display: flex; flex-direction: column; max-block-size: inherit; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 6px 16px 6px 6px; }
      .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
      .head h2:focus { outline: none; }
      .scroll { overflow-y: auto; min-block-size: 96px; overscroll-behavior: contain; }
      li { display: flex; gap: 12px; padding: 12px 16px; line-height: 1.4; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1; min-inline-size: 0; }
      .name { display: block; font-weight: 600; }
      .seen { display: flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .seen .icon { inline-size: 16px; block-size: 16px; color: var(--muted); }
      .seen.yes .icon { color: var(--success); }
      .bad { color: var(--danger); }
      .more { inline-size: 100%; color: var(--primary); }
    `]}connectedCallback(){super.connectedCallback(),this.load()}firstUpdated(){this.find(`dialog`)?.showModal(),this.find(`h2`)?.focus()}async load(){let e=this.receipts!==null;Object.assign(this,{busy:!0,error:``});try{let e=await this.client.get(`messages/${this.message}/receipts/`,{cursor:this.cursor});this.receipts=[...this.receipts??[],...e.results],this.cursor=e.next_cursor}catch(e){this.error=M(e)}finally{this.busy=!1}e&&!this.cursor&&this.find(`h2`)?.focus()}close(){this.find(`dialog`)?.close()}clicked(e){e.target===e.currentTarget&&this.close()}row({person:e,seen_at:t,email:n}){let r=Gr(n);return g`<li>
      ${L(e,e=>this.client.resolve(e))}
      <div class="what">
        <span class="name" dir="auto">${I(e)}</span>
        ${t?g`<div class="seen yes">${Et}<span>${T(`Seen`)} <time datetime=${t}>${Tn(t)}</time></span></div>`:g`<div class="seen">${Tt}<span>${T(`Not seen yet`)}</span></div>`}
        <div class="small ${n.state===`failed`?`bad`:`dim`}">${Wr(n)}</div>
        ${r?g`<div class="small dim" dir="auto">${r}</div>`:y}
      </div>
    </li>`}content(){return this.receipts?g`<ul>${this.receipts.map(e=>this.row(e))}</ul>
      ${this.error?H(this.error,()=>void this.load()):y}
      ${this.cursor&&!this.error?g`<button type="button" class="more" ?disabled=${this.busy} @click=${this.load}>${T(`Show more`)}</button>`:y}`:this.error?H(this.error,()=>void this.load()):B(3)}render(){let e=T(`Close`);return g`<dialog aria-labelledby="title" @click=${this.clicked} @close=${()=>this.dispatchEvent(new CustomEvent(`close`))}>
      <div class="box">
        <div class="head">
          <h2 id="title" tabindex="-1">${T(`Message details`)}</h2>
          <button type="button" class="round" aria-label=${e} title=${e} @click=${this.close}>${k}</button>
        </div>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="title">${this.content()}</div>
      </div>
    </dialog>`}};N([S({attribute:!1})],X.prototype,`message`,void 0),N([C()],X.prototype,`receipts`,void 0),N([C()],X.prototype,`cursor`,void 0),N([C()],X.prototype,`error`,void 0),N([C()],X.prototype,`busy`,void 0);function Kr(e,t){let n=e.renderRoot,r=document.createElement(`proserva-receipts`);Object.assign(r,{api:e.api,message:t}),r.addEventListener(`close`,()=>{r.remove(),n.querySelector(`#message-${t} .receipt`)?.focus()}),n.append(r)}function qr(e){return g`<thead role="rowgroup">
    <tr role="row">
      ${[T(`Name`),...e?[T(`Cohort`)]:[],T(`Progress`),T(`Last contact`)].map(e=>g`<th role="columnheader" scope="col">${e}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${T(`Message`)}</span></th>
    </tr>
  </thead>`}function Jr(e,t){return g`<td role="cell"><span class="key" aria-hidden="true">${e}</span><span class="value">${t}</span></td>`}function Yr(e,t){let n=I(e);return g`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    ${L(e,t)}
    <span class="names"><span class="name" dir="auto">${n}</span> <span class="small dim"><bdi>${e.username}</bdi></span></span>
  </span></th>`}function Xr(e){if(e===null)return g`<span class="dim">–</span>`;let t=Math.min(Math.max(e,0),1),n=new Intl.NumberFormat(D(),{style:`percent`}).format(Math.floor(t*100+1e-9)/100);return g`<span class="progress"><span class="bar" aria-hidden="true"><i style="inline-size:${t*100}%"></i></span><span>${n}</span></span>`}function Zr(e,t){let{last_contact:n,thread:r}=e;if(!n)return g`<span class="dim">${T(`None yet`)}</span>`;let i=g`<time datetime=${n} title=${wn(n)}>${kn(n)}</time>`;if(!r)return i;let a=T(`%(time)s, open the conversation with %(name)s`,{time:kn(n),name:I(e)});return g`<a href="${t}?thread=${r}" target=${z()} aria-label=${a}>${i}</a>`}function Qr(e,t,n){return g`<button type="button" class="outline" data-write=${e.username} aria-expanded=${t} aria-controls=${t?`panel`:y}
    aria-label=${T(`Message %(name)s`,{name:I(e)})} @click=${n}>${A}${T(`Message`)}</button>`}function $r(e,{cohorts:t,inbox:n,resolve:r,composer:i,write:a}){return g`<tr role="row" class=${i?`open`:``}>
      ${Yr(e,r)} ${t?Jr(T(`Cohort`),g`<bdi>${e.cohort??`–`}</bdi>`):y}
      ${Jr(T(`Progress`),Xr(e.progress))} ${Jr(T(`Last contact`),Zr(e,n))}
      <td role="cell" class="act">${Qr(e,i!==null,a)}</td>
    </tr>
    ${i?g`<tr role="row" class="under"><td role="cell" colspan=${t?5:4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${e=>{e.key===`Escape`&&!e.defaultPrevented&&a()}}>
          <h2 id="title" class="vh">${T(`Message %(name)s`,{name:I(e)})}</h2>
          ${i}
        </section></td></tr>`:y}`}var ei=o`
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
`,ti=300,ni=400,Z=class extends P{constructor(...e){super(...e),this.courseId=``,this.people=null,this.cohorts=[],this.config=null,this.query=``,this.cohort=``,this.cursor=null,this.error=null,this.problem=``,this.stale=!1,this.busy=!1,this.writing=``,this.asked=0,this.timer=0,this.online=new un(this)}static{this.styles=[P.styles,ei]}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.reload();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e),()=>clearTimeout(this.timer))}willUpdate(e){(e.has(`courseId`)||e.has(`api`))&&(Object.assign(this,{people:null,cohorts:[],query:``,cohort:``,writing:``}),this.reload())}async reload(){clearTimeout(this.timer),this.asked+=1;let{asked:e}=this;if(Object.assign(this,{error:null,problem:``,stale:!0,busy:!1}),this.courseId)try{let[t,n]=await Promise.all([this.fetch(null),Xe(this.client)]);if(e!==this.asked)return;let r=t.cohorts??this.cohorts;Object.assign(this,{people:t.results,cursor:t.next_cursor,cohorts:r,config:n,stale:!1})}catch(t){e===this.asked&&Object.assign(this,{error:t,people:null})}}fetch(e){let t={q:this.query.trim(),cohort:this.cohort,cursor:e};return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`,t)}async more(){let{asked:e}=this;Object.assign(this,{busy:!0,problem:``});try{let t=await this.fetch(this.cursor);if(e!==this.asked)return;await this.add(t)}catch(t){e===this.asked&&(this.problem=M(t))}finally{e===this.asked&&(this.busy=!1)}}async add({results:e,next_cursor:t}){let n=new Set(this.people?.map(({username:e})=>e)),r=e.filter(({username:e})=>!n.has(e));this.people=[...this.people??[],...r],this.cursor=t,await this.updateComplete,t||this.renderRoot.querySelectorAll(`th[scope=row]`)[n.size]?.focus()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.reload(),ti)}choose(e){this.cohort=e.target.value,this.reload()}async write(e){let t=this.writing;if(this.writing=t===e?``:e,await this.updateComplete,!this.writing)return this.find(`[data-write="${CSS.escape(t)}"]`)?.focus();this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),ni)}sent(e,{thread:t}){let n=new Date().toISOString(),r=r=>r.username===e?{...r,thread:t,last_contact:n}:r;this.people=this.people?.map(r)??null}filters(){let e=T(`Search by name`);return g`<div class="tools">
      <div class="search">${bt}<input type="search" dir=${this.query?`auto`:y} aria-label=${e} placeholder=${e}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length?this.cohortChoice():y}
    </div>`}cohortChoice(){return g`<label class="cohorts"><span>${T(`Cohort`)}</span>
      <select @change=${this.choose}>
        <option value="">${T(`All cohorts`)}</option>
        ${this.cohorts.map(e=>g`<option value=${e} ?selected=${e===this.cohort}>${e}</option>`)}
      </select>
    </label>`}table(e){let t=this.cohorts.length>0||e.some(({cohort:e})=>e!==null),n=this.client.resolve(this.config?.inbox_url??``);return g`<table role="table" aria-label=${T(`Enrolled`)} aria-busy=${this.stale}>
      ${qr(t)}
      <tbody role="rowgroup">
        ${e.map(e=>$r(e,{cohorts:t,inbox:n,resolve:e=>this.client.resolve(e),composer:e.username===this.writing?this.composer(e.username):null,write:()=>void this.write(e.username)}))}
      </tbody>
    </table>`}composer(e){return g`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${e}
      @proserva-sent=${t=>this.sent(e,t.detail)}></proserva-compose>`}failure(){return this.error instanceof j&&this.error.status===404?V(A,T(`This is for the course team.`)):H(M(this.error),()=>void this.reload())}content(){let{people:e}=this;return this.error?this.failure():e?!e.length&&!this.cursor?this.query.trim()||this.cohort?V(bt,T(`Nobody matches`)):V(A,T(`Nobody is enrolled yet`)):g`${this.table(e)} ${this.problem?g`<p class="notice bad" role="alert">${this.problem}</p>`:y}
      ${this.cursor?g`<button type="button" class="quiet more" ?disabled=${this.busy||this.stale} @click=${this.more}>
            ${this.busy?T(`Loading…`):T(`Load more`)}
          </button>`:y}`:B(8)}count(){let e=this.people?.length??0;return!e||this.stale?``:this.cursor?T(`The first %(count)s`,{count:e}):E(`%(count)s person`,`%(count)s people`,e)}render(){return g`${this.error instanceof j&&this.error.status===404?y:this.filters()}
      ${this.online.now?y:g`<p class="notice" role="status">${T(`You are offline. This may be out of date.`)}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`}};N([S({attribute:`course-id`})],Z.prototype,`courseId`,void 0),N([C()],Z.prototype,`people`,void 0),N([C()],Z.prototype,`cohorts`,void 0),N([C()],Z.prototype,`config`,void 0),N([C()],Z.prototype,`query`,void 0),N([C()],Z.prototype,`cohort`,void 0),N([C()],Z.prototype,`cursor`,void 0),N([C()],Z.prototype,`error`,void 0),N([C()],Z.prototype,`problem`,void 0),N([C()],Z.prototype,`stale`,void 0),N([C()],Z.prototype,`busy`,void 0),N([C()],Z.prototype,`writing`,void 0);var ri=20,ii=class{constructor(e,t){this.api=e,this.thread=t,this.messages=[],this.older=null}get newest(){return this.messages[this.messages.length-1]}get waiting(){return this.messages.some(({receipts:e})=>e&&e.seen<e.recipients)}has(e){return this.messages.some(t=>t.id===e)}async load(){let e=await this.page({});this.messages.length||(this.older=e.next_cursor);let t=this.newest&&e.results.length&&!e.results.some(({id:e})=>this.has(e));this.add(e.results),t&&(this.older=e.next_cursor)}async loadOlder(){let e=await this.page({cursor:this.older});this.older=e.next_cursor,this.add(e.results)}async reach(e){for(let t=0;!this.has(e)&&this.older&&t<ri;t+=1)await this.loadOlder();return this.has(e)}async loadNewer(){let e=this.newest?.id;if(!e)return await this.load(),this.messages.length>0;let t=null;do{let n=await this.page({after:e,cursor:t});this.add(n.results),t=n.next_cursor}while(t);return this.newest?.id!==e}add(e){let t=new Map(this.messages.map(e=>[e.id,e]));for(let n of e)t.set(n.id,n);this.messages=[...t.values()].sort((e,t)=>e.id-t.id)}markRead(e){this.messages=this.messages.map(t=>t.id<=e&&t.unread?{...t,unread:!1}:t)}page(e){return this.api.get(`threads/${this.thread}/messages/`,e)}},ai=class{constructor(e,t){this.host=e,this.entered=t,this.inside=!1,this.check=()=>{this.now&&this.entered()},e.addController(this)}get now(){return this.inside&&document.visibilityState===`visible`}hostConnected(){this.observer=new IntersectionObserver(e=>{this.inside=e[e.length-1]?.isIntersecting??!1,this.check()}),this.observer.observe(this.host),document.addEventListener(`visibilitychange`,this.check)}hostDisconnected(){this.inside=!1,this.observer?.disconnect(),document.removeEventListener(`visibilitychange`,this.check)}},oi=18e4,si=[`pointerdown`,`pointermove`,`keydown`,`scroll`],ci=Date.now(),li=!1;function ui(){if(!li){li=!0;let e=()=>ci=Date.now();si.forEach(t=>window.addEventListener(t,e,{passive:!0,capture:!0}))}return Date.now()-ci>oi}function di({by:e,at:t}){let n=Tn(t);return e?T(`An administrator, %(name)s, opened this conversation on %(time)s.`,{name:I(e),time:n}):T(`An administrator opened this conversation on %(time)s.`,{time:n})}function fi(e){return e.length?g`<ul class="disclosures">
    ${e.map(e=>g`<li>${di(e)} ${T(`Reason:`)} <span dir="auto">${e.reason}</span></li>`)}
  </ul>`:y}var pi=class extends xr{constructor(e){if(super(e),this.it=y,e.type!==yr.CHILD)throw Error(this.constructor.directiveName+`() can only be used in child bindings`)}render(e){if(e===y||e==null)return this._t=void 0,this.it=e;if(e===v)return e;if(typeof e!=`string`)throw Error(this.constructor.directiveName+`() called with a non-string value`);if(e===this.it)return this._t;this.it=e;let t=[e];return t.raw=t,this._t={_$litType$:this.constructor.resultType,strings:t,values:[]}}};pi.directiveName=`unsafeHTML`,pi.resultType=1;var mi=br(pi),hi=3e5;function gi(e,t){return!t||e.context||e.sender?.username!==t.sender?.username?!1:new Date(e.created).getTime()-new Date(t.created).getTime()<hi&&jn(e.created,t.created)}function _i({due:e,attempts:t,submitted_at:n}){return[e?T(`Due %(time)s`,{time:Tn(e)}):``,t?E(`%(count)s attempt`,`%(count)s attempts`,t):``,n?T(`Handed in %(time)s`,{time:Tn(n)}):``].filter(Boolean)}function vi(e){let t=_i(e);return t.length?g`<div class="small work">${t.map((e,t)=>g`${t?` · `:y}<bdi>${e}</bdi>`)}</div>`:y}function yi(e,t){return g`<aside class="context" aria-label=${T(`What this is about`)}>
    ${St}
    <div>
      ${e.path.length?g`<div class="small dim" dir="auto">${e.path.join(` › `)}</div>`:y}
      <div class="label" dir="auto">${e.label}</div>
      ${vi(e)} ${e.excerpt?g`<div class="small dim excerpt" dir="auto">${e.excerpt}</div>`:y}
      ${e.url?g`<a href=${t(e.url)} target=${z()}>${bi(e)}</a>`:y}
    </div>
  </aside>`}function bi({kind:e}){return T(e===`block`?`Open lesson`:e===`discussion`?`Open discussion`:`Open page`)}function xi(e,t){let{name:n,size:r,url:i}=e;return g`<li>
    <a class="file" href=${t(i)} download=${n}>
      ${gt}<span class="vh">${T(`Download`)}</span><span dir="auto">${n}</span><span class="small dim">${Mn(r)}</span>
    </a>
  </li>`}function Si({recipients:e,seen:t,seen_at:n}){if(!t||!n)return g`${Tt}${T(`Sent`)}`;let r=g`<time datetime=${n}>${On(n)}</time>`;return g`${Et}<span>${e>1?g`${T(`Seen by %(seen)s of %(recipients)s`,{seen:t,recipients:e})} · ${r}`:g`${T(`Seen`)} ${r}`}</span>`}function Ci(e,t){return e.recipients?g`<button type="button" class="receipt" aria-haspopup="dialog" title=${T(`Who has seen it, and what became of the emails`)} @click=${t}>
    ${Si(e)}
  </button>`:y}function wi(e,{before:t,landed:n,role:r,resolve:i,details:a}){let{id:o,sender:s,mine:c,created:l}=e,u=gi(e,t),ee=!c&&r?g`<span class="small dim">${fn(r)}</span>`:y;return g`<li id="message-${o}" data-id=${o} class="message ${c?`mine`:``} ${u?`more`:``} ${n?`landed`:``}" tabindex="-1">
    ${c?y:L(s,i)}
    <div class="column">
      <div class="by ${u?`vh`:``}">
        <span class="name" dir="auto">${c?T(`You`):I(s)}</span> ${ee}
        <time class="small dim" datetime=${l} title=${wn(l)}>${En(l)}</time>
      </div>
      <div class="bubble" title=${wn(l)}>
        ${e.context?yi(e.context,i):y}
        ${e.body_html?g`<div class="body" dir="auto">${mi(e.body_html)}</div>`:y}
        ${e.attachments.length?g`<ul class="files" aria-label=${T(`Files`)}>${e.attachments.map(e=>xi(e,i))}</ul>`:y}
      </div>
      ${e.receipts?Ci(e.receipts,a):y}
    </div>
  </li>`}function Ti(e){switch(e){case`starred`:return[[T(`Star`),lt],[T(`Remove the star`),ut]];case`muted`:return[[T(`Mute: no more notifications`),ct],[T(`Unmute`),pt]];case`archived`:return[[T(`Archive`),dt],[T(`Move to inbox`),ft]]}}function Ei(e,t,n){let r=e[t],[i,a]=Ti(t)[+!!r];return g`<button type="button" class="round ${r?`on`:``}" aria-label=${i} title=${i} @click=${()=>n(t)}>${a}</button>`}function Di(e,t,n){let r=pn(e,t),i=r.length===1?r[0]:null,a=[i?fn(i.role):``,e.course.name].filter(Boolean).join(` · `);return g`<header class="head">
    <slot name="start"></slot>
    <div class="who">
      <h2 class="ellipsis" tabindex="-1" dir="auto">${mn(e,t)}</h2>
      <div class="small dim ellipsis" dir="auto">${a}</div>
    </div>
    ${[`starred`,`muted`,`archived`].map(t=>Ei(e,t,n))}
  </header>`}function Oi(e,{starred:t,archived:n,muted:r}){Ze(`proserva-state`,{thread:e.id,starred:t,archived:n,muted:r})}async function ki(e,t,n){let{starred:r,archived:i,muted:a}=t,o={starred:r,archived:i,muted:a},s={...o,[n]:!o[n]};Oi(t,s);try{return Oi(t,await e.patch(`threads/${t.id}/state/`,{[n]:s[n]})),``}catch(e){return Oi(t,o),T(`That could not be saved. %(reason)s`,{reason:M(e)})}}var Ai=o`
  :host { display: flex; flex-direction: column; min-block-size: 0; max-block-size: min(85vh, 900px); position: relative; background: var(--surface); container-type: inline-size; }
  .head { display: flex; align-items: center; gap: 4px; padding: 8px 8px 8px 16px; border-block-end: 1px solid var(--line); flex: none; min-block-size: 62px; }
  :host(:dir(rtl)) .head { padding: 8px 16px 8px 8px; }
  .head .who { flex: 1; min-inline-size: 0; line-height: 1.35; }
  .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
  .head.bare { min-block-size: 0; padding: 0 8px; border: 0; }
  .disclosures { flex: none; max-block-size: 25%; overflow-y: auto; padding: 6px 16px; border-block-end: 1px solid var(--line); background: var(--soft); color: var(--muted); font-size: var(--fs-xs); }
  .scroll { position: relative; flex: 1; min-block-size: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: 16px; }
  .scroll:focus-visible { outline-offset: -3px; }
  .older { display: block; margin: 0 auto 8px; font-size: var(--fs-s); }
  .day, .new { display: flex; align-items: center; gap: 12px; margin-block: 20px 12px; font-size: var(--fs-xs); font-weight: 600; color: var(--muted); }
  .day::before, .day::after, .new::before, .new::after { content: ""; flex: 1; border-block-start: 1px solid var(--line); }
  .new { color: var(--danger); }
  .new::before, .new::after { border-color: currentColor; }
  .day:first-child { margin-block-start: 0; }
  .message { display: flex; gap: 10px; margin-block-start: 16px; border-radius: var(--radius); scroll-margin-block: 24px; }
  .message:focus { outline: none; }
  .message.more { margin-block-start: 4px; }
  .message .avatar { inline-size: 36px; block-size: 36px; font-size: 13px; margin-block-start: 2px; }
  .message.more .avatar { visibility: hidden; block-size: 0; }
  .column { min-inline-size: 0; max-inline-size: min(84%, 640px); display: flex; flex-direction: column; align-items: flex-start; }
  .mine { justify-content: flex-end; }
  .mine .column { align-items: flex-end; }
  .by { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; margin-block-end: 3px; }
  .by .name { font-weight: 700; font-size: var(--fs-s); }
  .bubble { padding: 10px 14px; border-radius: 4px 16px 16px 16px; background: var(--soft); border: 1px solid var(--line); max-inline-size: 100%; }
  .mine .bubble { border-radius: 16px 4px 16px 16px; background: var(--tint); border-color: color-mix(in srgb, var(--primary) 30%, var(--surface)); }
  :host(:dir(rtl)) .bubble { border-radius: 16px 4px 16px 16px; }
  :host(:dir(rtl)) .mine .bubble { border-radius: 4px 16px 16px 16px; }
  .landed .bubble { animation: glow 4s ease-out; outline: 2px solid transparent; outline-offset: 2px; }
  @keyframes glow { 0%, 50% { background: color-mix(in srgb, var(--accent) 14%, var(--surface)); outline-color: var(--accent); } }
  @media (prefers-reduced-motion: reduce) { .landed .bubble { outline-color: var(--accent); } }
  .receipt { gap: 4px; min-block-size: 28px; margin-inline: -6px; padding: 2px 6px; border-radius: 6px; font-size: var(--fs-xs); font-weight: 400; color: var(--muted); }
  .receipt:hover { background: var(--tint); color: var(--text); }
  .receipt .icon { inline-size: 15px; block-size: 15px; }
  .context { display: flex; gap: 10px; padding: 8px 12px; margin-block-end: 8px; border-radius: 8px; background: var(--surface); border: 1px solid var(--line); border-inline-start: 4px solid var(--primary); line-height: 1.4; font-size: var(--fs-s); }
  .context .label { font-weight: 600; }
  .context .icon { color: var(--primary); }
  .context a { display: inline-block; padding-block: 3px; font-weight: 600; }
  .excerpt { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
  .files { display: grid; gap: 6px; margin-block-start: 6px; }
  .file { display: flex; align-items: center; gap: 10px; min-block-size: 44px; padding: 6px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); text-decoration: none; font-weight: 600; font-size: var(--fs-s); }
  .file:hover { border-color: var(--link); }
  .file > span:last-child { flex: none; font-weight: 400; }
  .jump { position: absolute; inset-block-end: 100%; inset-inline: 0; margin: 0 auto 10px; inline-size: max-content; border-radius: 22px; box-shadow: var(--shadow); z-index: 1; }
  .foot { position: relative; flex: none; border-block-start: 1px solid var(--line); padding: 12px 16px; max-block-size: 60%; }
  .foot > .room { max-block-size: 45vh; overflow-y: auto; margin: -4px; padding: 4px; }
  .head + .notice, .foot .notice { margin-block-end: 0; }
  :host > .notice { margin: 8px 16px; }
  .body > :first-child { margin-block-start: 0; }
  .body > :last-child { margin-block-end: 0; }
  .body p, .body ul, .body ol, .body pre, .body blockquote, .body table { margin-block: 0 0.6em; }
  .body ul { list-style: disc; padding-inline-start: 1.4em; }
  .body ol { list-style: decimal; padding-inline-start: 1.6em; }
  .body h1, .body h2, .body h3, .body h4, .body h5, .body h6 { font-size: 1.08em; margin-block: 0.4em; }
  .body code { font: 0.9em ui-monospace, Menlo, Consolas, monospace; background: color-mix(in srgb, var(--primary) 9%, var(--surface)); padding: 1px 4px; border-radius: 4px; }
  .body pre { padding: 10px 12px; border-radius: 8px; overflow-x: auto; background: color-mix(in srgb, var(--primary) 9%, var(--surface)); white-space: pre; overflow-wrap: normal; direction: ltr; text-align: left; }
  .body pre code { background: none; padding: 0; }
  .body blockquote { border-inline-start: 3px solid var(--control); margin-inline: 0; padding-inline-start: 12px; color: var(--muted); }
  .body img { max-inline-size: 100%; block-size: auto; }
  .body table { display: block; overflow-x: auto; border-collapse: collapse; }
  .body th, .body td { border: 1px solid var(--line); padding: 4px 8px; }
  @container (max-width: 479px) {
    .column { max-inline-size: calc(100% - 28px); }
    .message:not(.mine) .avatar { display: none; }
    .scroll { padding: 12px; }
    .foot { padding: 8px 10px; }
    .head { gap: 0; }
    .head .round { inline-size: 40px; }
    .head h2 { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; white-space: normal; line-height: 1.25; }
  }
`,ji=5,Mi=20,Ni=2,Pi=80,Q=class extends P{constructor(...e){super(...e),this.thread=null,this.message=null,this.detail=null,this.talk=null,this.error=null,this.problem=``,this.me=``,this.busy=!1,this.below=!1,this.firstNew=null,this.landed=null,this.marking=!1,this.following=!0,this.sizes=new ResizeObserver(()=>this.following&&this.toEnd()),this.polls=0,this.view=new ai(this,()=>this.poller.now()),this.poller=new Bt(()=>this.poll(),()=>ui()?Mi:ji),this.toEnd=()=>{this.below=!1,this.following=!0;let e=this.find(`.scroll`);e&&(e.scrollTop=e.scrollHeight)}}static{this.styles=[P.styles,Ai]}connectedCallback(){super.connectedCallback(),this.whileConnected(w(`proserva-arrived`,e=>{e.detail.thread===this.thread&&this.view.now&&(e.preventDefault(),this.poller.now())}),w(`proserva-state`,({detail:{thread:e,...t}})=>{this.detail?.id===e&&(this.detail={...this.detail,...t})}),()=>this.poller.stop(),()=>this.sizes.disconnect()),this.talk&&this.begin()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){e.has(`thread`)?this.open():e.has(`message`)&&this.message&&this.land(this.message)}async open(){if(this.poller.stop(),Object.assign(this,{detail:null,talk:null,error:null,problem:``,below:!1,firstNew:null,landed:null}),!this.thread)return;let e=new ii(this.client,this.thread);try{let[t,n]=await Promise.all([this.fetchDetail(),Xe(this.client),e.load()]);if(this.message&&await e.reach(this.message),e.thread!==this.thread||!this.isConnected)return;this.firstNew=e.messages.find(({unread:e})=>e)?.id??null,Object.assign(this,{detail:t,talk:e,me:n.me.username}),await this.begin()}catch(t){e.thread===this.thread&&(this.error=t)}}fetchDetail(){return this.client.get(`threads/${this.thread}/`)}async begin(){await this.updateComplete,this.message?await this.land(this.message):this.firstNew?this.bring(`.new`,.1):this.toEnd(),this.following=this.nearEnd(),this.renderRoot.querySelectorAll(`.scroll, ol`).forEach(e=>this.sizes.observe(e)),this.poller.start()}async land(e){let{talk:t}=this;if(!t)return;let n=await t.reach(e).catch(()=>!1);if(t!==this.talk)return;this.landed=e,this.problem=n?``:T(`That message could not be found here.`),this.following=!1,this.requestUpdate(),await this.updateComplete;let r=this.find(`#message-${e}`);if(!r)return this.toEnd();this.bring(`#message-${e}`,.3),r.focus({preventScroll:!0})}async poll(){let{talk:e}=this;if(!e||!this.view.now)return;this.polls+=1;let t=e.newest?.id;e.waiting&&this.polls%Ni===0?await e.load():await e.loadNewer(),e===this.talk&&(await this.grown(e,t),await this.markRead())}async grown(e,t){this.requestUpdate(),await this.updateComplete,e.newest?.id!==t&&(this.following?this.toEnd():this.below=!0)}async markRead(){let{talk:e}=this,t=this.newestShown();if(e&&t&&!this.marking&&this.view.now&&e.messages.some(({id:e,unread:n})=>n&&e<=t)){this.marking=!0;try{await this.client.post(`threads/${e.thread}/read/`,{up_to:t}),e.markRead(t),this.emit(`proserva-read`,{thread:e.thread})}finally{this.marking=!1}}}newestShown(){let e=this.find(`.scroll`)?.getBoundingClientRect().bottom??0,t=[...this.renderRoot.querySelectorAll(`.message`)].findLast(t=>t.getBoundingClientRect().top<=e);return t?Number(t.dataset.id):null}nearEnd(){let e=this.find(`.scroll`);return!e||e.scrollHeight-e.scrollTop-e.clientHeight<Pi}bring(e,t){let n=this.find(`.scroll`),r=this.find(e);if(!n||!r)return;let i=r.getBoundingClientRect().top-n.getBoundingClientRect().top;n.scrollTop+=i-n.clientHeight*t}scrolled(){this.following=this.nearEnd(),this.following&&(this.below=!1),this.markRead().catch(()=>void 0)}async showOlder(){let{talk:e}=this,t=this.find(`.scroll`);if(!e||!t||this.busy)return;this.busy=!0;let n=t.scrollHeight-t.scrollTop;try{await e.loadOlder(),this.problem=``}catch(e){this.problem=M(e)}this.requestUpdate(),await this.updateComplete,this.busy=!1,t.scrollTop=t.scrollHeight-n,e.older||t.focus({preventScroll:!0})}async sent(e){let{sent:t}=e.currentTarget;t&&this.talk&&(this.talk.add([t]),this.firstNew=null,this.requestUpdate(),await this.updateComplete,this.toEnd(),this.poller.now())}async set(e){this.detail&&(this.problem=await ki(this.client,this.detail,e))}row(e,t){let n=!t||!jn(e.created,t.created),r=e.id===this.firstNew;return g`${n?g`<li class="day">${An(e.created)}</li>`:y}
    ${r?g`<li class="new">${T(`New`)}</li>`:y}
    ${wi(e,{before:r?void 0:t,landed:e.id===this.landed,role:this.roleOf(e.sender),resolve:e=>this.client.resolve(e),details:()=>Kr(this,e.id)})}`}roleOf(e){return this.detail?.participants.find(t=>t?.username===e?.username)?.role??e?.role??null}list(e){return g`<div class="scroll" tabindex="0" role="log" aria-live=${this.busy?`off`:`polite`} aria-label=${T(`Messages`)} @scroll=${this.scrolled}>
      ${e.older?g`<button type="button" class="quiet older" ?disabled=${this.busy} @click=${this.showOlder}>
            ${this.busy?T(`Loading…`):T(`Earlier messages`)}
          </button>`:y}
      <ol>${e.messages.map((t,n)=>this.row(t,e.messages[n-1]))}</ol>
    </div>`}foot(e){let t=e.can_write?g`<div class="room"><proserva-compose .api=${this.api} .thread=${String(e.id)} .courseId=${e.course.id}
          .to=${mn(e,this.me)} @proserva-sent=${this.sent}></proserva-compose></div>`:g`<p class="notice" dir="auto">${e.cannot_write_reason||T(`You cannot write here.`)}</p>`;return g`<footer class="foot">
      ${this.below?g`<button type="button" class="primary jump" @click=${this.toEnd}>${Ct}${T(`New messages`)}</button>`:y}
      ${t}
    </footer>`}failure(){return this.error instanceof j&&this.error.status===404?V(A,T(`This conversation is not there, or not for you`),T(`If a link led here, ask whoever sent it.`)):H(M(this.error),()=>void this.open())}render(){let{detail:e,talk:t}=this;if(e&&t)return g`${Di(e,this.me,e=>void this.set(e))} ${this.problem?g`<p class="notice bad" role="alert">${this.problem}</p>`:y}
      ${fi(e.disclosures)} ${this.list(t)} ${this.foot(e)}`;let n=this.thread?B(6):V(A,T(`Choose a conversation`));return g`<header class="head bare"><slot name="start"></slot></header>${this.error?this.failure():n}`}};N([S({type:Number})],Q.prototype,`thread`,void 0),N([S({type:Number})],Q.prototype,`message`,void 0),N([C()],Q.prototype,`detail`,void 0),N([C()],Q.prototype,`talk`,void 0),N([C()],Q.prototype,`error`,void 0),N([C()],Q.prototype,`problem`,void 0),N([C()],Q.prototype,`me`,void 0),N([C()],Q.prototype,`busy`,void 0),N([C()],Q.prototype,`below`,void 0);var Fi=o`
  :host { display: flex; flex-direction: column; min-block-size: 0; block-size: 100%; container-type: inline-size; }
  .search { position: relative; padding: 0 12px 8px; }
  .search .icon { position: absolute; inset-inline-start: 24px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; border-color: var(--control); }
  .filters { display: flex; flex-wrap: wrap; padding: 0 4px; border-block-end: 1px solid var(--line); flex: none; }
  .filters button { flex: none; padding-inline: clamp(4px, 2.2cqi, 12px); border: 0; border-radius: 8px 8px 0 0; color: var(--muted); font-size: clamp(13px, 4cqi, var(--fs-s)); border-block-end: 3px solid transparent; }
  .filters button:hover { background: var(--soft); color: var(--text); }
  .filters button:focus-visible { outline-offset: -3px; }
  .filters [aria-current] { color: var(--primary); border-block-end-color: var(--accent); }
  .scroll { position: relative; flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; }
  .item { position: relative; display: flex; align-items: center; border-block-end: 1px solid var(--line); }
  .item:hover { background: var(--soft); }
  .item.selected { background: var(--tint); box-shadow: inset 4px 0 0 var(--accent); }
  :host(:dir(rtl)) .item.selected { box-shadow: inset -4px 0 0 var(--accent); }
  .item a { flex: 1; min-inline-size: 0; display: flex; gap: 12px; padding: 12px 0 12px 16px; color: inherit; text-decoration: none; line-height: 1.4; }
  :host(:dir(rtl)) .item a { padding: 12px 16px 12px 0; }
  .item a:focus-visible { outline-offset: -3px; }
  .item .round { margin-inline: 2px 4px; }
  .text { flex: 1; min-inline-size: 0; display: grid; }
  .line { display: flex; gap: 10px; align-items: baseline; justify-content: space-between; min-inline-size: 0; }
  .line time { flex: none; }
  .preview { color: var(--muted); font-size: calc(var(--fs) * 0.9375); }
  .course { color: var(--muted); font-size: var(--fs-xs); }
  .unread .name, .unread .preview { font-weight: 700; color: var(--text); }
  .count { flex: none; min-inline-size: 22px; padding-inline: 6px; border-radius: 11px; background: var(--accent); color: #fff; font-size: 12px; font-weight: 700; line-height: 22px; text-align: center; }
  .more { inline-size: 100%; }
  .notice { margin: 8px 12px; }
`,Ii=300;function Li(e){switch(e){case`unread`:return V(A,T(`All read`),T(`Nothing is waiting for you.`));case`starred`:return V(lt,T(`Nothing starred`),T(`Star a conversation to find it here again.`));case`archived`:return V(dt,T(`Nothing archived`),T(`Conversations that you archive are kept here. A new message brings them back to your inbox.`));case`sent`:return V(yt,T(`Nothing sent yet`),T(`Conversations that you have written in are listed here.`));default:return V(A,T(`No messages yet`),T(`Write from a lesson, and the conversation will be kept here for good.`))}}var $=class extends P{constructor(...e){super(...e),this.courseId=``,this.me=``,this.selected=null,this.seconds=20,this.href=()=>`#`,this.filter=`inbox`,this.query=``,this.threads=null,this.cursor=null,this.error=``,this.problem=``,this.busy=!1,this.deep=!1,this.asked=0,this.timer=0,this.poller=new Bt(()=>this.refresh(),()=>this.seconds)}static{this.styles=[P.styles,Fi]}connectedCallback(){super.connectedCallback(),this.whileConnected(w(`proserva-sent`,this.poller.now),w(`proserva-arrived`,this.poller.now),w(`proserva-read`,({detail:e})=>this.change(e.thread,{unread:0})),w(`proserva-state`,({detail:{thread:e,...t}})=>this.change(e,t)),()=>this.poller.stop()),this.poller.start()}focus(){(this.find(`.selected a`)??this.find(`.item a`)??this.find(`input`))?.focus()}willUpdate(e){e.has(`courseId`)&&e.get(`courseId`)!==void 0&&this.reload()}updated(e){e.has(`threads`)&&this.threads&&this.dispatchEvent(new CustomEvent(`listed`,{detail:this.threads}))}reload(){Object.assign(this,{threads:null,cursor:null,deep:!1,error:``,problem:``}),this.asked+=1,this.poller.now()}fetch(e){let t=this.filter===`unread`?`inbox`:this.filter,n=this.filter===`unread`;return this.client.get(`threads/`,{course_id:this.courseId,box:t,unread:n,q:this.query.trim(),cursor:e})}async refresh(){let e=this.asked;try{let t=await this.fetch(null);if(e!==this.asked)return;this.threads=this.merge(t.results),this.deep||(this.cursor=t.next_cursor),this.error=``}catch(e){throw this.threads||(this.error=M(e)),e}}merge(e){let t=new Set(e.map(({id:e})=>e)),n=e[e.length-1]?.last_message?.created??``,r=(this.threads??[]).filter(e=>!t.has(e.id)&&this.deep&&(e.last_message?.created??``)<=n);return[...e,...r,...this.keepOpen(t,r)]}keepOpen(e,t){if(this.filter!==`unread`||!this.selected)return[];let n=this.threads?.find(({id:e})=>e===this.selected);return n&&!e.has(n.id)&&!t.includes(n)?[n]:[]}get shown(){let e=this.filter===`starred`||this.filter===`sent`;return this.threads?.filter(({archived:t})=>e||t===(this.filter===`archived`))??null}async more(){this.busy=!0,this.problem=``;try{let e=await this.fetch(this.cursor),t=new Set(this.threads?.map(({id:e})=>e));this.threads=[...this.threads??[],...e.results.filter(({id:e})=>!t.has(e))],this.cursor=e.next_cursor,this.deep=!0}catch(e){this.problem=M(e)}finally{this.busy=!1}}change(e,t){let n=this.threads?.some(t=>t.id===e);this.threads=this.threads?.map(n=>n.id===e?{...n,...t}:n)??null,n||this.poller.now()}show(e){this.filter=e,this.reload()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.reload(),Ii)}choose(e,t){e.metaKey||e.ctrlKey||e.shiftKey||(e.preventDefault(),this.dispatchEvent(new CustomEvent(`choose`,{detail:t.id})))}async star(e){this.problem=await ki(this.client,e,`starred`)}moved(e){let t={ArrowDown:1,j:1,ArrowUp:-1,k:-1}[e.key];if(!t||e.metaKey||e.ctrlKey||e.altKey)return;e.preventDefault();let n=[...this.renderRoot.querySelectorAll(`.item a`)],r=this.shadowRoot?.activeElement?.closest(`.item`),i=n.findIndex(e=>e.closest(`.item`)===r);n[Math.min(Math.max(i+t,0),n.length-1)]?.focus()}filters(){let e=[[`inbox`,T(`Inbox`)],[`unread`,T(`Unread`)],[`starred`,T(`Starred`)],[`sent`,T(`Sent`)],[`archived`,T(`Archived`)]];return g`<nav class="filters" aria-label=${T(`Show`)}>
      ${e.map(([e,t])=>g`<button type="button" aria-current=${this.filter===e?`true`:y} @click=${()=>this.show(e)}>${t}</button>`)}
    </nav>`}preview({last_message:e}){if(!e)return``;let t=e.preview||(e.has_attachments?T(`File`):``);return e.mine?T(`You: %(words)s`,{words:t}):t}item(e){let t=mn(e,this.me),n=pn(e,this.me)[0]??null,r=T(`Star the conversation with %(name)s`,{name:t}),i=e.last_message?.created;return g`<li class="item ${e.unread?`unread`:``} ${e.id===this.selected?`selected`:``}">
      <a href=${this.href(e.id)} aria-current=${e.id===this.selected?`true`:y}
        @click=${t=>this.choose(t,e)}>
        ${L(n,e=>this.client.resolve(e))}
        <span class="text">
          <span class="line"><span class="name ellipsis" dir="auto" title=${t}>${t}</span>${i?g`<time class="small dim" datetime=${i} title=${wn(i)}>${Dn(i)}</time>`:y}</span>
          <span class="line"><span class="preview ellipsis" dir="auto">${this.preview(e)}</span>${e.unread?g`<span class="count" aria-hidden="true">${e.unread}</span><span class="vh">${E(`%(count)s unread`,`%(count)s unread`,e.unread)}</span>`:y}</span>
          <span class="course ellipsis" dir="auto">${e.course.name}</span>
        </span>
      </a>
      <button type="button" class="round" aria-pressed=${e.starred} aria-label=${r} title=${r} @click=${()=>void this.star(e)}>
        ${e.starred?ut:lt}
      </button>
    </li>`}content(){if(this.error)return H(this.error,()=>this.reload());let e=this.shown;return e?!e.length&&!this.cursor?this.query.trim()?V(bt,T(`Nothing found`),T(`No conversation here has “%(words)s” in it.`,{words:this.query.trim()})):Li(this.filter):g`<ul @keydown=${this.moved} aria-label=${T(`Conversations`)}>${e.map(e=>this.item(e))}</ul>
      ${this.cursor?g`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${T(`Load more`)}</button>`:y}`:B(8)}render(){return g`<div class="search">${bt}<input type="search" dir=${this.query?`auto`:y} aria-label=${T(`Search messages`)}
          placeholder=${T(`Search messages`)} .value=${this.query} @input=${this.search} /></div>
      ${this.filters()} ${this.problem?g`<p class="notice bad" role="alert">${this.problem}</p>`:y}
      <div class="scroll">${this.content()}</div>`}};N([S({attribute:!1})],$.prototype,`courseId`,void 0),N([S({attribute:!1})],$.prototype,`me`,void 0),N([S({attribute:!1})],$.prototype,`selected`,void 0),N([S({attribute:!1})],$.prototype,`seconds`,void 0),N([S({attribute:!1})],$.prototype,`href`,void 0),N([C()],$.prototype,`filter`,void 0),N([C()],$.prototype,`query`,void 0),N([C()],$.prototype,`threads`,void 0),N([C()],$.prototype,`cursor`,void 0),N([C()],$.prototype,`error`,void 0),N([C()],$.prototype,`problem`,void 0),N([C()],$.prototype,`busy`,void 0);var Ri=8e3,zi=class extends P{constructor(...e){super(...e),this.arrival=null,this.timer=0,this.wait=()=>clearTimeout(this.timer),this.resume=()=>{this.wait(),this.arrival&&(this.timer=window.setTimeout(this.done,Ri))},this.done=()=>{this.wait(),this.dispatchEvent(new CustomEvent(`done`))}}static{this.styles=[P.styles,o`
      .toast {
        position: fixed; z-index: 2147483000; inset-block-end: 16px; inset-inline-end: 16px; inline-size: min(400px, calc(100vw - 32px));
        display: flex; align-items: flex-start; gap: 4px; padding: 6px; border-radius: var(--radius); background: var(--surface);
        border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); box-shadow: var(--shadow); animation: rise 0.2s ease-out;
      }
      a { flex: 1; min-inline-size: 0; display: flex; gap: 12px; padding: 8px; border-radius: 8px; color: inherit; text-decoration: none; }
      a:hover { background: var(--soft); }
      .text { min-inline-size: 0; line-height: 1.4; }
      .preview { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
      @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.wait())}updated(e){e.has(`arrival`)&&this.resume()}pressed(e){e.key===`Escape`&&this.done()}toast({newest:e,more:t}){let n=T(`New message from %(name)s`,{name:I(e.sender)});return g`<div class="toast" @pointerenter=${this.wait} @pointerleave=${this.resume} @focusin=${this.wait} @focusout=${this.resume}
      @keydown=${this.pressed}>
      <a href=${this.client.resolve(e.url)} target=${z()} @click=${t=>mr(t,e)&&this.done()}>
        ${L(e.sender,e=>this.client.resolve(e))}
        <span class="text">
          <strong dir="auto">${n}</strong>
          <span class="preview" dir="auto">${e.preview}</span>
          ${t>0?g`<span class="small dim">${E(`and %(count)s more`,`and %(count)s more`,t)}</span>`:y}
        </span>
      </a>
      <button type="button" class="round" aria-label=${T(`Dismiss`)} @click=${this.done}>${k}</button>
    </div>`}render(){return g`<div role="status">${this.arrival?this.toast(this.arrival):y}</div>`}};N([S({attribute:!1})],zi.prototype,`arrival`,void 0);var Bi={"proserva-people":q,"proserva-toast":zi,"proserva-feed":W,"proserva-threads":$,"proserva-compose":U,"proserva-preferences":Y,"proserva-receipts":X,"proserva-thread":Q,"proserva-bell":F,"proserva-inbox":G,"proserva-message-button":K,"proserva-roster":Z,"proserva-person":J,"proserva-post-button":Rr,"proserva-gradebook":vr};for(let[e,t]of Object.entries(Bi))customElements.get(e)||customElements.define(e,t)})();