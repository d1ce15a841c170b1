(function(){var e=Object.defineProperty,t=(t,n)=>{let r={};for(var i in t)e(r,i,{get:t[i],enumerable:!0});return n||e(r,Symbol.toStringTag,{value:`Module`}),r},n=`proserva.dismissed:`;function r(e){try{let t=JSON.parse(localStorage.getItem(n+e)??`{}`);return typeof t==`object`&&t&&!Array.isArray(t)?t:{}}catch{return{}}}function i(e,t,i){if(!e)return;let a=[...Object.entries(r(e)).filter(([e])=>e!==String(t)),[String(t),i]].slice(-50);try{localStorage.setItem(n+e,JSON.stringify(Object.fromEntries(a)))}catch{}}function a(e,t){let n=[...t.matchAll(/(\d+)\.(\d+)/g)];if(!e||!n.length)return!1;let i=r(e);return n.every(([,e,t])=>Number(i[e??``]??0)>=Number(t))}var o=globalThis,s=o.ShadowRoot&&(o.ShadyCSS===void 0||o.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,c=Symbol(),l=new WeakMap,u=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==c)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(s&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=l.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&l.set(t,e))}return e}toString(){return this.cssText}},d=e=>new u(typeof e==`string`?e:e+``,void 0,c),f=(e,...t)=>new u(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,c),p=(e,t)=>{if(s)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=o.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},m=s?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return d(t)})(e):e,{is:ee,defineProperty:te,getOwnPropertyDescriptor:ne,getOwnPropertyNames:re,getOwnPropertySymbols:ie,getPrototypeOf:ae}=Object,oe=globalThis,se=oe.trustedTypes,ce=se?se.emptyScript:``,le=oe.reactiveElementPolyfillSupport,ue=(e,t)=>e,de={toAttribute(e,t){switch(t){case Boolean:e=e?ce:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},fe=(e,t)=>!ee(e,t),pe={attribute:!0,type:String,converter:de,reflect:!1,useDefault:!1,hasChanged:fe};Symbol.metadata??=Symbol(`metadata`),oe.litPropertyMetadata??=new WeakMap;var me=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=pe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&te(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=ne(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??pe}static _$Ei(){if(this.hasOwnProperty(ue(`elementProperties`)))return;let e=ae(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(ue(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ue(`properties`))){let e=this.properties,t=[...re(e),...ie(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(m(e))}else e!==void 0&&t.push(m(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return p(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?de:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?de:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??fe)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};me.elementStyles=[],me.shadowRootOptions={mode:`open`},me[ue(`elementProperties`)]=new Map,me[ue(`finalized`)]=new Map,le?.({ReactiveElement:me}),(oe.reactiveElementVersions??=[]).push(`2.1.2`);var he=globalThis,ge=e=>e,_e=he.trustedTypes,ve=_e?_e.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,ye=`$lit$`,h=`lit$${Math.random().toFixed(9).slice(2)}$`,be=`?`+h,xe=`<${be}>`,g=document,Se=()=>g.createComment(``),Ce=e=>e===null||typeof e!=`object`&&typeof e!=`function`,we=Array.isArray,Te=e=>we(e)||typeof e?.[Symbol.iterator]==`function`,Ee=`[ 	
\f\r]`,De=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Oe=/-->/g,ke=/>/g,_=RegExp(`>|${Ee}(?:([^\\s"'>=/]+)(${Ee}*=${Ee}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Ae=/'/g,je=/"/g,Me=/^(?:script|style|textarea|title)$/i,Ne=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),v=Ne(1),y=Ne(2),b=Symbol.for(`lit-noChange`),x=Symbol.for(`lit-nothing`),Pe=new WeakMap,S=g.createTreeWalker(g,129);function Fe(e,t){if(!we(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ve===void 0?t:ve.createHTML(t)}var Ie=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=De;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===De?c[1]===`!--`?o=Oe:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=_):(Me.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=_):o=ke:o===_?c[0]===`>`?(o=i??De,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?_:c[3]===`"`?je:Ae):o===je||o===Ae?o=_:o===Oe||o===ke?o=De:(o=_,i=void 0);let d=o===_&&e[t+1].startsWith(`/>`)?` `:``;a+=o===De?n+xe:l>=0?(r.push(s),n.slice(0,l)+ye+n.slice(l)+h+d):n+h+(l===-2?t:d)}return[Fe(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Le=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ie(t,n);if(this.el=e.createElement(l,r),S.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=S.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(ye)){let t=u[o++],n=i.getAttribute(e).split(h),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ve:r[1]===`?`?He:r[1]===`@`?Ue:Be}),i.removeAttribute(e)}else e.startsWith(h)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Me.test(i.tagName)){let e=i.textContent.split(h),t=e.length-1;if(t>0){i.textContent=_e?_e.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],Se()),S.nextNode(),c.push({type:2,index:++a});i.append(e[t],Se())}}}else if(i.nodeType===8){if(i.data===be)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(h,e+1))!==-1;)c.push({type:7,index:a}),e+=h.length-1}}a++}}static createElement(e,t){let n=g.createElement(`template`);return n.innerHTML=e,n}};function C(e,t,n=e,r){if(t===b)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=Ce(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=C(e,i._$AS(e,t.values),i,r)),t}var Re=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??g).importNode(t,!0);S.currentNode=r;let i=S.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new ze(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new We(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=S.nextNode(),a++)}return S.currentNode=g,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},ze=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=x,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=C(this,e,t),Ce(e)?e===x||e==null||e===``?(this._$AH!==x&&this._$AR(),this._$AH=x):e!==this._$AH&&e!==b&&this._(e):e._$litType$===void 0?e.nodeType===void 0?Te(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==x&&Ce(this._$AH)?this._$AA.nextSibling.data=e:this.T(g.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Le.createElement(Fe(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Re(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Pe.get(e.strings);return t===void 0&&Pe.set(e.strings,t=new Le(e)),t}k(t){we(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(Se()),this.O(Se()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ge(e).nextSibling;ge(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Be=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=x,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=x}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=C(this,e,t,0),a=!Ce(e)||e!==this._$AH&&e!==b,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=C(this,r[n+o],t,o),s===b&&(s=this._$AH[o]),a||=!Ce(s)||s!==this._$AH[o],s===x?e=x:e!==x&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===x?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ve=class extends Be{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===x?void 0:e}},He=class extends Be{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==x)}},Ue=class extends Be{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=C(this,e,t,0)??x)===b)return;let n=this._$AH,r=e===x&&n!==x||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==x&&(n===x||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},We=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){C(this,e)}},Ge={M:ye,P:h,A:be,C:1,L:Ie,R:Re,D:Te,V:C,I:ze,H:Be,N:He,U:Ue,B:Ve,F:We},Ke=he.litHtmlPolyfillSupport;Ke?.(Le,ze),(he.litHtmlVersions??=[]).push(`3.3.3`);var qe=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new ze(t.insertBefore(Se(),e),e,void 0,n??{})}return i._$AI(e),i},Je=globalThis,Ye=class extends me{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=qe(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return b}};Ye._$litElement$=!0,Ye.finalized=!0,Je.litElementHydrateSupport?.({LitElement:Ye});var Xe=Je.litElementPolyfillSupport;Xe?.({LitElement:Ye}),(Je.litElementVersions??=[]).push(`4.2.2`);var Ze={attribute:!0,type:String,converter:de,reflect:!1,hasChanged:fe},Qe=(e=Ze,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function w(e){return(t,n)=>typeof n==`object`?Qe(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function T(e){return w({...e,state:!0,attribute:!1})}var $e=new WeakMap;function E(e){let t=$e.get(e);if(t)return t;let n=e.get(`config/`);return $e.set(e,n),n.catch(()=>$e.delete(e)),n}function et(e,t){return window.dispatchEvent(new CustomEvent(e,{detail:t,cancelable:!0}))}function D(e,t){let n=t;return window.addEventListener(e,n),()=>window.removeEventListener(e,n)}var tt=[{"||":(e,t)=>Number(e||t)},{"&&":(e,t)=>Number(e&&t)},{"==":(e,t)=>Number(e===t),"!=":(e,t)=>Number(e!==t)},{"<=":(e,t)=>Number(e<=t),">=":(e,t)=>Number(e>=t),"<":(e,t)=>Number(e<t),">":(e,t)=>Number(e>t)},{"+":(e,t)=>e+t,"-":(e,t)=>e-t},{"*":(e,t)=>e*t,"/":(e,t)=>Math.trunc(e/t),"%":(e,t)=>e%t}],nt=class{constructor(e){this.at=0,this.tokens=e.match(/\d+|n|\|\||&&|[=!<>]=|[<>!?:()%*/+-]|\S/g)??[]}read(){let e=this.choice();if(this.at<this.tokens.length)throw SyntaxError(`Unexpected ${this.tokens[this.at]}`);return e}take(e){return this.tokens[this.at]===e&&(this.at+=1,!0)}expect(e){if(!this.take(e))throw SyntaxError(`${e} is missing`)}choice(){let e=this.level(0);if(!this.take(`?`))return e;let t=this.choice();this.expect(`:`);let n=this.choice();return r=>e(r)?t(r):n(r)}level(e){let t=tt[e];if(!t)return this.atom();let n=this.level(e+1);for(let r=t[this.tokens[this.at]??``];r;r=t[this.tokens[this.at]??``]){this.at+=1;let[t,i,a]=[n,r,this.level(e+1)];n=e=>i(t(e),a(e))}return n}atom(){if(this.take(`!`)){let e=this.atom();return t=>Number(!e(t))}if(this.take(`(`)){let e=this.choice();return this.expect(`)`),e}if(this.take(`n`))return e=>e;let e=this.tokens[this.at]??``;if(!/^\d+$/.test(e))throw SyntaxError(`A number is missing at ${e||`the end`}`);return this.at+=1,()=>Number(e)}};function rt(e){try{return e?new nt(e).read():e=>Number(e!==1)}catch{return e=>Number(e!==1)}}var it={},at=rt(null);function ot(e){it=e?.catalog??{},at=rt(e?.plural)}function st(){return globalThis.django??{}}function ct(e,t){return e.replace(/%\((\w+)\)s/g,(e,n)=>String(t[n]??e))}function lt(e){return Object.hasOwn(it,e)?it[e]:void 0}function O(e,t={}){let n=lt(e);return ct(typeof n==`string`&&n||(st().gettext?.(e)??e),t)}function k(e,t,n,r={}){let i=lt(e);return ct((Array.isArray(i)?i[at(n)]:``)||(st().ngettext?.(e,t,n)??(n===1?e:t)),{count:n,...r})}function ut(){let e=document.documentElement.lang;try{return e?Intl.getCanonicalLocales(e)[0]:void 0}catch{return}}function A(e,t=!1){return v`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill=${t?`currentColor`:`none`} stroke="currentColor" stroke-width="1.8" stroke-linecap="round"
    stroke-linejoin="round">${e}</svg>`}var dt=y`<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.9l-5.3 2.8 1.1-5.9L3.5 9.7l5.9-.8z"/>`,ft=A(y`<path d="M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 20a2.2 2.2 0 0 0 4 0"/>`),pt=A(dt),mt=A(dt,!0),ht=A(y`<path d="M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M10 12.5h4"/>`),gt=A(y`<path d="M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M12 17v-5m-2.5 2.5L12 12l2.5 2.5"/>`),_t=A(y`<path d="M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 20a2.2 2.2 0 0 0 4 0M4 3.5l16 17"/>`),vt=A(y`<path d="M19 12H5m6-7-7 7 7 7"/>`),j=A(y`<path d="m6 6 12 12M18 6 6 18"/>`),yt=A(y`<path d="m20 11.5-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.7-8.7a3.5 3.5 0 0 1 4.9 4.9l-8.7 8.7a1.7 1.7 0 0 1-2.4-2.4l8-8"/>`),bt=A(y`<path d="M13.5 3H6.5a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3v5.5H19"/>`),xt=A(y`<path d="M10 14a4 4 0 0 0 6 .4l3-3a4.1 4.1 0 0 0-5.8-5.8l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4.1 4.1 0 0 0 5.8 5.8l1.5-1.5"/>`),St=A(y`<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>`),Ct=A(y`<path d="M21 3 10 14M21 3l-7 18-4-7-7-4z"/>`),wt=A(y`<circle cx="11" cy="11" r="6.5"/><path d="m20 20-4.3-4.3"/>`),Tt=A(y`<path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4"/>`),Et=A(y`<path d="M4 5.5C7 4.5 10 5 12 6.5c2-1.5 5-2 8-1v13c-3-1-6-.5-8 1-2-1.5-5-2-8-1zM12 6.5v13"/>`),Dt=A(y`<path d="M12 5v14m-6-6 6 6 6-6"/>`),Ot=A(y`<path d="m6 9.5 6 6 6-6"/>`),kt=A(y`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),At=A(y`<path d="m2.5 12.5 4.5 4.5L16 8m-4.5 7.5L13 17l8.5-8.5"/>`),jt=A(y`<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"/><circle cx="12" cy="12" r="6.2"/>`),Mt=A(y`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.5-4 3-5.5 6.5-5.5s6 1.5 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.4.6 3.7 2.2 4 5.1"/>`),M=A(y`<path d="M4 5h16v11.5H9.5L5 20v-3.5H4z"/>`),Nt=`/api/proserva_messaging/v1/`,Pt=3e4,N=class extends Error{constructor(e,t,n,r={},i=0){super(n),this.status=e,this.code=t,this.fields=r,this.retryAfter=i}};function P(e){return e instanceof N?e.message:O(`Something went wrong. Please try again.`)}var Ft=class{constructor(e){this.token=``,this.base=new URL(e.endsWith(`/`)?e:`${e}/`,location.href)}get(e,t={}){return this.json(`GET`,e,{params:t})}post(e,t,n){return this.json(`POST`,e,n?{body:t,key:n}:{body:t})}patch(e,t){return this.json(`PATCH`,e,{body:t})}async remove(e){await this.request(`DELETE`,e)}recipients(e,t){return this.get(`courses/${encodeURIComponent(e)}/recipients/`,t)}async catalogue(e){let t=await Bt(this.url(`catalog/`,{lang:e}),{headers:{Accept:`application/json`}});if(!t.ok)throw Ht(t.status,``);return await t.json()}async since(e,t,n={}){let r=e?{"If-None-Match":e}:{},i=await this.request(`GET`,t,{params:n,headers:r});if(i.status===304)return null;let a=await zt(i),o=Date.parse(i.headers.get(`Date`)??``)||Date.now();return{body:a,etag:i.headers.get(`ETag`)??``,at:o}}upload(e,t,n){let r=new XMLHttpRequest;return{done:this.csrf().then(i=>new Promise((a,o)=>{r.open(`POST`,this.url(`attachments/`)),r.withCredentials=!0,Object.entries(this.headers(i)).forEach(([e,t])=>r.setRequestHeader(e,t)),r.upload.onprogress=e=>n(e.total?e.loaded/e.total:0),r.onload=()=>{r.status===201?a(JSON.parse(r.responseText)):o(Ht(r.status,r.responseText))},r.onerror=()=>o(Vt()),r.onabort=()=>o(new N(0,`aborted`,``)),r.send(Rt(e,t))})),abort:()=>r.abort()}}resolve(e){try{let t=new URL(e,this.base);return/^https?:$/.test(t.protocol)?t.href:`#`}catch{return`#`}}url(e,t={}){let n=new URL(e,this.base);for(let[e,r]of Object.entries(t))r!=null&&r!==``&&r!==!1&&n.searchParams.set(e,r===!0?`1`:String(r));return n.href}headers(e){let t={Accept:`application/json`,"USE-JWT-COOKIE":`true`};return e&&(t[`X-CSRFToken`]=e),t}async json(e,t,n){return zt(await this.request(e,t,n))}async request(e,t,n={}){let r={...this.headers(e===`GET`?``:await this.csrf()),...n.headers};n.key&&(r[`Idempotency-Key`]=n.key);let i={method:e,headers:r,credentials:`include`,cache:`no-store`};n.body!==void 0&&(r[`Content-Type`]=`application/json`,i.body=JSON.stringify(n.body));let a=await Bt(this.url(t,n.params),i);if(a.ok||a.status===304)return a;throw Ht(a.status,await a.text(),Number(a.headers.get(`Retry-After`))||0)}async csrf(){if(this.base.origin===location.origin)return Ut(`csrftoken`);if(!this.token){let e=await Bt(new URL(`/csrf/api/v1/token`,this.base).href,{credentials:`include`}),t=e.ok?await e.json():{};this.token=t.csrfToken??``}return this.token}},It=new Map;function Lt(e){let t=e||Nt,n=It.get(t)??new Ft(t);return It.set(t,n),n}function Rt(e,t){let n=new FormData;return n.append(`course_id`,e),n.append(`file`,t),n}async function zt(e){try{return await e.json()}catch{throw Ht(e.status,``)}}async function Bt(e,t){try{return await fetch(e,{...t,signal:AbortSignal.timeout(Pt)})}catch{throw Vt()}}function Vt(){return new N(0,`unreachable`,O(navigator.onLine?`The server cannot be reached. Please try again in a moment.`:`There was no connection. Please try again.`))}function Ht(e,t,n=0){if(e===401)return new N(401,`not_authenticated`,O(`You are no longer signed in. Sign in again and go on here.`));try{let{code:r,message:i,fields:a}=JSON.parse(t);if(r&&i)return new N(e,r,i,a??{},n)}catch{}return e===413?new N(413,`file_too_large`,O(`That is too large for the server.`)):new N(e,`server_error`,O(`Something went wrong on our side. Please try again.`),{},n)}function Ut(e){let t=document.cookie.split(`; `).find(t=>t.startsWith(`${e}=`));return t?decodeURIComponent(t.slice(e.length+1)):``}var Wt=4,Gt=3e5,Kt=class{constructor(e,t){this.work=e,this.seconds=t,this.timer=0,this.failures=0,this.busy=!1,this.again=!1,this.running=!1,this.now=()=>{this.running&&(this.busy?this.again=!0:this.run())},this.wake=()=>{this.busy||this.back()},this.back=()=>{document.visibilityState===`visible`&&this.now()}}start(){this.running||(this.running=!0,document.addEventListener(`visibilitychange`,this.wake),window.addEventListener(`focus`,this.wake),window.addEventListener(`online`,this.back),this.now())}stop(){this.running=!1,clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake),window.removeEventListener(`focus`,this.wake),window.removeEventListener(`online`,this.back)}async run(){clearTimeout(this.timer),this.busy=!0;let e=0;try{await this.work(),this.failures=0}catch(t){this.failures+=1,t instanceof N&&t.status===401?this.stop():t instanceof N&&(e=t.retryAfter*1e3)}finally{this.busy=!1}this.next(e)}next(e){if(!this.running)return;if(this.again){this.again=!1,this.run();return}let t=document.visibilityState===`visible`?1:Wt,n=this.seconds()*1e3*t*2**Math.min(this.failures,5);this.timer=window.setTimeout(this.now,Math.max(e,Math.min(n,Gt)))}},qt=300,Jt=new Set,Yt=``,Xt=null,Zt=!1;function Qt(e){return Jt.add(e),()=>Jt.delete(e)}function $t(){let e=ut()??`en`;return/^en\b/.test(e)?``:e}function en(e){new MutationObserver(()=>nn(e)).observe(document.documentElement,{attributes:!0,attributeFilter:[`lang`]})}async function tn(e,t){let n=t?await e.catalogue(t).catch(()=>null):null;t===Yt&&(ot(n),Jt.forEach(e=>e()))}function nn(e){let t=$t();if(Zt||(Zt=!0,en(e)),t!==Yt){Yt=t;let n=tn(e,t),r=new Promise(e=>setTimeout(e,qt)),i=Promise.race([n,r]).finally(()=>{Xt===i&&(Xt=null)});Xt=i}return Xt}var rn=f`
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
`;function F(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var I=class extends Ye{constructor(...e){super(...e),this.api=``,this.height=0,this.stops=[]}static{this.styles=[rn]}get client(){return Lt(this.api)}connectedCallback(){super.connectedCallback(),this.observer=new ResizeObserver(()=>this.resized()),this.observer.observe(this),this.whileConnected(Qt(()=>this.requestUpdate()))}disconnectedCallback(){super.disconnectedCallback(),this.observer?.disconnect(),this.stops.splice(0).forEach(e=>e())}scheduleUpdate(){let e=nn(this.client);return e?e.then(()=>super.scheduleUpdate()):super.scheduleUpdate()}whileConnected(...e){this.stops.push(...e)}emit(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}find(e){return this.renderRoot.querySelector(e)}resized(){let e=this.offsetHeight;e!==this.height&&(this.height=e,this.emit(`proserva-resize`,{height:e}))}};F([w()],I.prototype,`api`,void 0);var an=20,on=5,sn=99,L=class extends I{constructor(...e){super(...e),this.inboxUrl=``,this.count=0,this.open=!1,this.signedOut=!1,this.inbox=``,this.arrival=null,this.seconds=an,this.etag=``,this.known=null,this.since=0,this.announced=0,this.waits=!1,this.poller=new Kt(()=>this.poll(),()=>this.seconds),this.appeared=()=>{this.waits&&this.poller.now()},this.left=e=>{let t=e.relatedTarget;t&&!cn(t,this)&&(this.open=!1)},this.pressed=e=>{e.key===`Escape`&&this.open&&(e.stopPropagation(),this.close(!0))}}static{this.styles=[I.styles,f`
      :host { display: inline-block; position: relative; }
      .bell { position: relative; color: inherit; inline-size: 44px; padding: 0; border-radius: 50%; }
      .bell:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
      .bell .icon { inline-size: 24px; block-size: 24px; }
      .badge {
        position: absolute; inset-block-start: 0; inset-inline-start: 22px; min-inline-size: 20px; block-size: 20px; padding-inline: 5px;
        border-radius: 10px; border: 2px solid var(--surface); background: #c0001f; color: #fff; font-size: 11.5px; font-weight: 700;
        line-height: 16px; text-align: center; white-space: nowrap;
      }
    `]}connectedCallback(){super.connectedCallback();let e=e=>{e.composedPath().includes(this)||(this.open=!1)};document.addEventListener(`pointerdown`,e),this.addEventListener(`focusout`,this.left),this.addEventListener(`keydown`,this.pressed),this.addEventListener(`proserva-resize`,this.appeared),this.whileConnected(()=>document.removeEventListener(`pointerdown`,e),D(`proserva-read`,this.poller.now),D(`proserva-sent`,this.poller.now),()=>this.poller.stop()),this.poller.start()}async poll(){if(this.waits=this.checkVisibility?.()===!1,!this.waits)try{await this.configure();let e=await this.client.since(this.etag,`notifications/count/`);if(!e)return;let t=this.known;this.etag=e.etag;let{count:n}=e.body;this.count=this.known=n,t===null?this.since=e.at:n&&await this.announce(n-t)}catch(e){throw e instanceof N&&e.status===401&&(this.signedOut=!0),e}}async configure(){let e=await E(this.client);this.seconds=e.poll_seconds||an,this.inbox=this.client.resolve(this.inboxUrl||e.inbox_url)}async announce(e){let t=await this.client.get(`notifications/`,{limit:on}),n=t=>e>0||Date.parse(t.created)>this.since,r=t.results.filter(e=>e.unread&&e.id>this.announced&&n(e)),i=r[0];i&&(this.announced=i.id,et(`proserva-arrived`,{thread:i.thread,message:i.message,course:i.course.id})&&!this.open&&(this.arrival={newest:i,more:(e>0?e:r.length)-1}))}async close(e){this.open=!1,await this.updateComplete,e&&this.find(`.bell`)?.focus()}async toggle(){this.open=!this.open,this.arrival=null,await this.updateComplete,this.find(`proserva-feed`)?.focus()}get label(){return this.count?this.count>sn?O(`Messages, more than 99 unread`):k(`Messages, %(count)s unread`,`Messages, %(count)s unread`,this.count):O(`Messages`)}feed(){return v`<proserva-feed
      id="feed"
      .api=${this.api}
      .inbox=${this.inbox}
      .unread=${this.count}
      @counted=${e=>{this.count=this.known=e.detail,this.etag=``}}
      @close=${()=>void this.close(!1)}
    ></proserva-feed>`}render(){if(this.signedOut)return x;let e=this.count>sn?`${sn}+`:this.count;return v`<button type="button" class="bell" aria-label=${this.label} title=${O(`Messages`)} aria-expanded=${this.open}
        aria-haspopup="dialog" aria-controls=${this.open?`feed`:x} @click=${this.toggle}>
        ${ft}${this.count?v`<span class="badge" aria-hidden="true">${e}</span>`:x}
      </button>
      ${this.open?this.feed():x}
      <proserva-toast .api=${this.api} .arrival=${this.arrival} @done=${()=>this.arrival=null}></proserva-toast>`}};F([w({attribute:`inbox-url`})],L.prototype,`inboxUrl`,void 0),F([T()],L.prototype,`count`,void 0),F([T()],L.prototype,`open`,void 0),F([T()],L.prototype,`signedOut`,void 0),F([T()],L.prototype,`inbox`,void 0),F([T()],L.prototype,`arrival`,void 0);function cn(e,t){for(let n=e;n;n=n.parentNode??n.host??null)if(n===t)return!0;return!1}function ln(){let e=crypto.getRandomValues(new Uint8Array(16));return Array.from(e,e=>e.toString(16).padStart(2,`0`)).join(``)}function un(e,t){let n=JSON.stringify(e);return t?.content===n?t:{key:ln(),content:n}}var dn=new Map;async function fn(e){let{more_url:t}=await E(e);if(!t)throw Vt();let n=e.resolve(t),r=dn.get(n)??pn(n);return dn.set(n,r),r.catch(()=>dn.delete(n)),r}function pn(e){return new Promise((t,n)=>{let r=document.createElement(`script`);r.onload=()=>t(),r.onerror=()=>{r.remove(),n(Vt())},r.src=e,document.head.append(r)})}var mn={bold:`**`,italic:`*`};function hn(e,t,n){return{text:t+e+n,start:t.length,end:t.length+e.length}}function gn(e,t){if(e===`bold`||e===`italic`)return hn(t,mn[e],mn[e]);if(e===`code`)return t.includes(`
`)?hn(t,"```\n","\n```"):hn(t,"`","`");if(e===`list`){let e=t.split(`
`).map(e=>`- ${e}`).join(`
`);return{text:e,start:e.length,end:e.length}}let n=hn(t,`[`,`](https://)`),r=t.length+3;return t?{...n,start:r,end:r+8}:n}function _n(e,t){let{selectionStart:n,selectionEnd:r}=e,i=gn(t,e.value.slice(n,r));e.focus(),document.execCommand?.(`insertText`,!1,i.text)||e.setRangeText(i.text,n,r,`end`),e.setSelectionRange(n+i.start,n+i.end),e.dispatchEvent(new Event(`input`,{bubbles:!0}))}function vn(e){let t=0;for(let n of e)t+=1;return t}var yn=class{constructor(e){this.host=e,this.changed=()=>this.host.requestUpdate(),e.addController(this)}get now(){return navigator.onLine}hostConnected(){window.addEventListener(`online`,this.changed),window.addEventListener(`offline`,this.changed)}hostDisconnected(){window.removeEventListener(`online`,this.changed),window.removeEventListener(`offline`,this.changed)}},bn=[`#0a5c7a`,`#7a3e9d`,`#9d2f5b`,`#2f6b3a`,`#8a4b08`,`#3d4fa3`,`#a3341f`,`#4a5a68`];function R(e){return e?e.name||e.username:O(`Someone who has left`)}function xn(e){switch(e){case`instructor`:return O(`Instructor`);case`staff`:return O(`Course staff`);case`learner`:return O(`Learner`);default:return O(`No longer in this course`)}}function Sn(e,t){let n=e.participants.filter(e=>e?.username!==t);return n.length?n:e.participants}function Cn(e,t){if(e.title)return e.title;let n=Sn(e,t),r=n.slice(0,3).map(R).join(`, `),i=e.participant_count-1-Math.min(n.length,3);return i<=0?r:k(`%(names)s and %(count)s other`,`%(names)s and %(count)s others`,i,{names:r})}function wn(e){return k(`%(count)s person`,`%(count)s people`,e)}function Tn(e){let t=e.trim().split(/\s+/);return(t.length>1?[t[0],t[t.length-1]]:[t[0]]).map(e=>[...e??``][0]??``).join(``).toLocaleUpperCase()}function En(e){let t=0;for(let n of e)t=(t*31+(n.codePointAt(0)??0))%9973;return bn[t%bn.length]??`#4a5a68`}function z(e,t){return e?.image_url?v`<img class="avatar" src=${t(e.image_url)} alt="" loading="lazy" />`:v`<span class="avatar" style=${`background:${En(e?.username??``)}`} aria-hidden="true">${e?Tn(R(e)):`–`}</span>`}function Dn(e,t,n){return e.kind===`group`?v`<span class="avatar" style="background:${En(String(e.id))}" aria-hidden="true">${Mt}</span>`:z(Sn(e,t)[0]??null,n)}var On=6e4,kn=60*On,An=24*kn;function jn(e,t){return new Intl.DateTimeFormat(ut(),t).format(new Date(e))}function Mn(e){return new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime()}function Nn(e){return Math.round((Mn(new Date)-Mn(new Date(e)))/An)}function Pn(e){return new Date(e).getFullYear()===new Date().getFullYear()}function Fn(e){return jn(e,{dateStyle:`full`,timeStyle:`short`})}function B(e){return jn(e,{dateStyle:`medium`,timeStyle:`short`})}function In(e){return jn(e,{dateStyle:`medium`})}function Ln(e){return jn(e,{timeStyle:`short`})}function Rn(e){return Nn(e)<=0?Ln(e):jn(e,Pn(e)?{day:`numeric`,month:`short`}:{dateStyle:`medium`})}function zn(e){return Nn(e)<=0?Ln(e):`${Rn(e)}, ${Ln(e)}`}function Bn(e){let t=Date.now()-new Date(e).getTime();if(t<On)return O(`Just now`);let n=new Intl.RelativeTimeFormat(ut(),{numeric:`auto`,style:`short`});return t<kn?n.format(-Math.floor(t/On),`minute`):t<An?n.format(-Math.floor(t/kn),`hour`):Nn(e)<7?n.format(-Nn(e),`day`):Rn(e)}function Vn(e){let t=Nn(e);return t<=0?O(`Today`):t===1?O(`Yesterday`):jn(e,{weekday:`long`,day:`numeric`,month:`long`,year:Pn(e)?void 0:`numeric`})}function Hn(e,t){return Mn(new Date(e))===Mn(new Date(t))}function Un(e){if(e<1e3)return k(`%(count)s byte`,`%(count)s bytes`,e);let t=[`kilobyte`,`megabyte`,`gigabyte`],n=Math.min(Math.floor(Math.log10(e)/3),t.length),r=e/1e3**n,i={style:`unit`,unit:t[n-1],maximumFractionDigits:+(r<10)};return new Intl.NumberFormat(ut(),i).format(r)}var Wn=0;function Gn(e,t,n=null){return{id:++Wn,name:e,size:t,progress:0,error:``,attachment:null,file:n,abort:()=>void 0}}function Kn(e,t){let n=e.name.lastIndexOf(`.`),r=n<0?``:e.name.slice(n).toLowerCase();return t.extensions.length&&!t.extensions.includes(r)?O(`Files of this type cannot be sent. Allowed: %(extensions)s`,{extensions:t.extensions.join(`, `)}):e.size>t.max_bytes?O(`This file is %(size)s; at most %(limit)s can be sent.`,{size:Un(e.size),limit:Un(t.max_bytes)}):``}var qn=class{constructor(e,t,n){this.host=e,this.around=t,this.changed=n,this.items=[],this.error=``,e.addController(this)}hostDisconnected(){for(let e of this.items)e.attachment||e.abort()}get busy(){return this.items.some(e=>!e.attachment&&!e.error)}get failed(){return this.items.some(e=>e.error)}get attachments(){return this.items.flatMap(e=>e.attachment??[])}add(e){let{limits:t}=this.around(),n=[...e],r=Math.max(0,(t?.max_count??1/0)-this.items.length);this.error=n.length>r?Jn(t?.max_count??0):``;for(let e of n.slice(0,r)){let n=Gn(e.name,e.size,e);this.items.push(n),n.error=t?Kn(e,t):``,n.error?n.file=null:this.send(n,e)}this.update()}retry(e){e.file&&this.send(e,e.file)}remove(e){this.items=this.items.filter(t=>t!==e),this.error=``,e.abort(),e.attachment&&this.around().api.remove(`attachments/${e.attachment.id}/`).catch(()=>void 0),this.update()}restore(e){this.items=e.map(e=>({...Gn(e.name,e.size),attachment:e,progress:1})),this.host.requestUpdate()}clear(){this.restore([]),this.error=``}async send(e,t){Object.assign(e,{error:``,progress:0}),this.host.requestUpdate();try{let{api:n,course:r}=this.around(),i=await r();if(!this.items.includes(e))return;let a=n.upload(i,t,t=>{e.progress=t,this.host.requestUpdate()});e.abort=a.abort,e.attachment=await a.done,Object.assign(e,{progress:1,file:null})}catch(t){this.failedWith(e,t)}this.update()}failedWith(e,t){let n=t instanceof N?t.fields:{};e.error=Object.values(n).flat()[0]??P(t),t instanceof N&&[400,413,415].includes(t.status)&&(e.file=null)}update(){this.host.requestUpdate(),this.changed()}};function Jn(e){return k(`At most %(count)s file can go with a message.`,`At most %(count)s files can go with a message.`,e)}var Yn=f`
  form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
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
  .mentions { max-block-size: 216px; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); box-shadow: var(--shadow); }
  .mentions .option { display: flex; gap: 10px; align-items: center; min-block-size: 44px; padding: 4px 12px; cursor: pointer; line-height: 1.3; }
  .mentions .active, .mentions .option:hover { background: var(--tint); }
  .mentions .avatar { inline-size: 28px; block-size: 28px; font-size: 11px; }
  .names { display: flex; flex-wrap: wrap; gap: 0 8px; min-inline-size: 0; }
  @media (forced-colors: active) { .mentions .active { outline: 2px solid Highlight; outline-offset: -2px; } }
  input[type="file"] { display: none; }
  @media (max-width: 479px) { .bar .mark.extra { display: none; } .hint .keys, form.reply .hint { display: none; } }
`,V=class extends I{constructor(...e){super(...e),this.courseId=``,this.recipients=``,this.usageKey=``,this.discussionThreadId=``,this.contextUrl=``,this.contextLabel=``,this.about=``,this.noFiles=!1,this.choose=!1,this.several=!1,this.chosen=[],this.thread=``,this.broadcast=0}get replying(){return!!this.thread||!!this.broadcast}get context(){if(this.usageKey)return{usage_key:this.usageKey};if(this.discussionThreadId)return{discussion_thread_id:this.discussionThreadId};if(this.contextUrl)return{url:this.contextUrl,label:this.contextLabel||this.about}}get scope(){return this.broadcast?`reply:${this.broadcast}`:this.thread?`thread:${this.thread}`:JSON.stringify([this.courseId,this.recipients||this.chosen.map(({username:e})=>e).sort().join(),this.usageKey||this.discussionThreadId||this.contextUrl])}};F([w({attribute:`course-id`})],V.prototype,`courseId`,void 0),F([w()],V.prototype,`recipients`,void 0),F([w({attribute:`usage-key`})],V.prototype,`usageKey`,void 0),F([w({attribute:`discussion-thread-id`})],V.prototype,`discussionThreadId`,void 0),F([w({attribute:`context-url`})],V.prototype,`contextUrl`,void 0),F([w({attribute:`context-label`})],V.prototype,`contextLabel`,void 0),F([w()],V.prototype,`about`,void 0),F([w({attribute:`no-files`,type:Boolean})],V.prototype,`noFiles`,void 0),F([w({type:Boolean})],V.prototype,`choose`,void 0),F([w({type:Boolean})],V.prototype,`several`,void 0),F([w({attribute:!1})],V.prototype,`chosen`,void 0),F([w()],V.prototype,`thread`,void 0),F([w({attribute:!1})],V.prototype,`broadcast`,void 0);function Xn(e,t){window.parent.postMessage({type:`plugin.resize`,payload:{width:t,height:e}},`*`)}function Zn(){return window.parent!==window}function H(){return Zn()?`_top`:`_self`}var Qn=!1;function $n(){if(Qn||!Zn())return;Qn=!0;let e=0,t=()=>{let t=document.getElementById(`content`)??document.body,n=Math.ceil(t.getBoundingClientRect().height);n&&n!==e&&Xn(e=n,t.offsetWidth)};new ResizeObserver(t).observe(document.body),t()}function er(e,t){return v`<div class="person">
    ${z(e,t)}
    <span><span dir="auto">${R(e)}</span><span class="small dim">${xn(e.role)}</span></span>
  </div>`}function tr(e){return e?v`<p class="about">${Et}<span>${O(`About:`)} <bdi>${e}</bdi></span></p>`:x}function nr(e,t=!0){let n=Un(e?.max_bytes??0),r=e?.max_count??0,i=r?k(`Up to %(count)s file, %(size)s.`,`Up to %(count)s files, %(size)s each.`,r,{size:n}):``;return v`<p class="hint" id="hint">
    <bdi>${O(`Markdown works.`)}</bdi> <bdi>${i}</bdi> ${t?v`<bdi class="keys">${O(`Ctrl+Enter or ⌘+Enter sends.`)}</bdi>`:x}
  </p>`}function rr(e,t){return!t||e<t*.9?x:v`<span class=${e>t?`error`:`small dim`}>${e} / ${t}</span>`}function ir(e){return e.error?v`<span class="error" role="alert">${e.error}</span>`:e.attachment?v`<span class="dim">${Un(e.size)}</span>`:v`<progress max="1" .value=${e.progress} aria-label=${O(`Uploading %(name)s`,{name:e.name})}></progress>`}function ar(e,t,n){let r=e.error&&e.file;return v`<li class="file ${e.error?`bad`:``}">
    ${bt}
    <div class="what"><div dir="auto">${e.name}</div>${ir(e)}</div>
    <span>${r?v`<button type="button" class="quiet" @click=${()=>t.retry(e)}>${O(`Retry`)}</button>`:x}</span>
    <button type="button" class="round" aria-label=${O(`Remove %(name)s`,{name:e.name})} @click=${()=>{t.remove(e),n()}}>
      ${j}
    </button>
  </li>`}function or(e,t){return e.items.length?v`<ul class="files" aria-label=${O(`Files`)}>${e.items.map(n=>ar(n,e,t))}</ul>`:x}function sr(e){return[[`bold`,O(`Bold`),v`<b>B</b>`,``],[`italic`,O(`Italic`),v`<i>I</i>`,``],[`code`,O(`Code`),v`<code>&lt;&gt;</code>`,`extra`],[`link`,O(`Link`),xt,`extra`],[`list`,O(`List`),St,`extra`]].map(([t,n,r,i])=>v`<button type="button" class="mark ${i}" aria-label=${n} title=${n} @click=${()=>e(t)}>${r}</button>`)}function cr(e,t,n){return v`<div class="sent" tabindex="-1" role="status">
    <h3>${kt}<span dir="auto">${O(`Sent to %(name)s`,{name:e})}</span></h3>
    <p class="small">${O(`You will be told when there is an answer.`)}</p>
    <div class="row">
      <a class="button outline" href=${t} target=${H()}>${O(`Open the conversation`)}</a>
      <button type="button" class="quiet" @click=${n}>${O(`Write another`)}</button>
    </div>
  </div>`}var lr=50,ur={title:``,cohorts:[],keepInStep:!1},dr=class extends V{constructor(...e){super(...e),this.people=[],this.whom=[],this.group=null,this.errors={}}async findPeople(e){return(await this.client.recipients(this.courseId,{q:e,usernames:this.recipients.replace(/\s/g,``)})).results}takeRecipients(e){let t=e?.recipients.filter(({username:e})=>this.people.length>=lr||this.people.some(t=>t.username===e))??[];this.whom=this.chosen.length?this.chosen:t.length?t:this.preset,this.group=e?.group??null}get preset(){let[e]=this.people;return this.choose||this.several&&this.people.length>1?[]:[this.people.find(e=>e.is_default)??e].filter(e=>e!==void 0)}get isGroup(){return!this.replying&&(this.whom.length>1||!!this.group?.cohorts.length)}addressed(){let e=this.whom.map(({username:e})=>e);if(!this.isGroup)return{recipients:e};let{title:t,cohorts:n,keepInStep:r}=this.group??ur,i=n.length?{cohorts:n,keep_in_step:r}:{};return{recipients:e,group_chat:!0,title:t.trim(),...i}}fieldError(e){let t=this.errors[e]??[];return t.length?v`<p class="error" id="${e}-error" role="alert">${t.join(` `)}</p>`:x}recipientRow(){if(this.replying)return x;let[e]=this.people.length===1&&!this.chosen.length?this.people:[],t=O(`To`);return v`<div>
      <span class="label" aria-hidden=${!e}>${t}</span>
      ${e?er(e,e=>this.client.resolve(e)):this.picker(t)} ${this.fieldError(`recipients`)}
    </div>`}picker(e){return v`<proserva-people
      .api=${this.api}
      .label=${e}
      .people=${this.people}
      .values=${this.whom}
      .multiple=${this.several}
      .invalid=${!!this.errors.recipients}
      .search=${this.people.length>=lr?e=>this.findPeople(e):null}
      @pick=${e=>{this.whom=e.detail,this.edited(`recipients`)}}
    ></proserva-people>`}groupRow(){return this.several?!this.isGroup&&!this.group?v`<div><button type="button" class="quiet" @click=${()=>this.group=ur}>${Mt}${O(`Start a group`)}</button></div>`:v`<proserva-group-options .api=${this.api} .courseId=${this.courseId} .choice=${this.group??ur} .people=${this.whom.length}
      @choice=${e=>{this.group=e.detail,this.edited(`cohorts`)}}></proserva-group-options>`:x}};F([T()],dr.prototype,`people`,void 0),F([T()],dr.prototype,`whom`,void 0),F([T()],dr.prototype,`group`,void 0),F([T()],dr.prototype,`errors`,void 0);function fr({body:e,uploads:t,limit:n,nobody:r}){let i={},a=n?vn(e)-n:0;return a>0&&(i.body=[k(`This is %(count)s character too long.`,`This is %(count)s characters too long.`,a)]),!e.trim()&&!t.items.length&&(i.body=[O(`Write a message or attach a file.`)]),r&&(i.recipients=[O(`Choose whom to write to.`)]),t.failed&&(i.attachments=[O(`A file could not be uploaded. Try it again or remove it.`)]),i}var pr=`proserva.draft:`,mr=2592e6;function hr(e,t){return`${pr}${encodeURIComponent(e)}:${t}`}function gr(e){return typeof e.body==`string`&&Array.isArray(e.attachments)&&Array.isArray(e.recipients)&&Date.now()-(e.saved??0)<mr}function _r(e){if(!e)return null;try{let t=JSON.parse(e);return t&&gr(t)?t:null}catch{return null}}function vr(e,t){try{return e()}catch{return t}}function yr(e,t){return vr(()=>(Sr(),_r(localStorage.getItem(hr(e,t)))),null)}function br(e,t,n){let r={...n,saved:Date.now()};vr(()=>localStorage.setItem(hr(e,t),JSON.stringify(r)),void 0)}function xr(e,t){vr(()=>localStorage.removeItem(hr(e,t)),void 0)}function Sr(){let e=Object.keys(localStorage).filter(e=>e.startsWith(pr));for(let t of e)_r(localStorage.getItem(t))||localStorage.removeItem(t)}var Cr=400,wr=class{constructor(e,t){this.current=t,this.timer=0,this.place=null,this.flush=()=>{if(clearTimeout(this.timer),!this.place)return;let e=this.current();e?br(...this.place,e):xr(...this.place)},e.addController(this)}hostConnected(){window.addEventListener(`pagehide`,this.flush)}hostDisconnected(){this.flush(),window.removeEventListener(`pagehide`,this.flush)}take(e,t){return this.place=[e,t],yr(e,t)}touch(){clearTimeout(this.timer),this.timer=window.setTimeout(this.flush,Cr)}};function Tr(e,t,n){let r=(n,r)=>{let i=[...r?.files??[]];t()&&i.length&&(n.preventDefault(),e(i))};return{drag:e=>{t()&&e.dataTransfer?.types.includes(`Files`)&&(e.preventDefault(),n(e.type===`dragover`))},drop:e=>{n(!1),r(e,e.dataTransfer)},paste:e=>r(e,e.clipboardData),pick:t=>{let n=t.target;e([...n.files??[]]),n.value=``}}}function U(e=4){return v`<div class="skeleton" role="status" aria-busy="true">
    <span class="vh">${O(`Loading…`)}</span>
    ${Array.from({length:e},()=>v`<i></i>`)}
  </div>`}function W(e,t,n=``){return v`<div class="state">${e}<strong>${t}</strong>${n?v`<p>${n}</p>`:x}</div>`}function G(e,t){return v`<div class="state" role="alert">
    <p>${e}</p>
    <button type="button" class="outline" @click=${t}>${O(`Try again`)}</button>
  </div>`}var Er=[`body`,`recipients`,`attachments`,`context`],K=class extends dr{constructor(...e){super(...e),this.to=``,this.mentions=!1,this.phase=`loading`,this.config=null,this.canMention=!1,this.body=``,this.problem=``,this.sending=!1,this.sentTo=null,this.dragging=!1,this.sent=null,this.uploads=new qn(this,()=>({api:this.client,limits:this.config?.attachments??null,course:()=>this.course()}),()=>this.edited(`attachments`)),this.intake=Tr(e=>this.uploads.add(e),()=>!this.noFiles&&!this.sending,e=>this.dragging=e),this.online=new yn(this),this.attempt=null,this.draft=new wr(this,()=>this.worthKeeping()),this.focusWanted=!1}static{this.styles=[dr.styles,Yn]}focus(){let e=this.several&&!this.whom.length&&this.find(`proserva-people`),t=this.find(`.sent`)??(e||this.find(`textarea`));t?t.focus():this.focusWanted=!0}willUpdate(e){[`courseId`,`recipients`,`usageKey`,`discussionThreadId`,`contextUrl`,`thread`,`broadcast`,`chosen`,`api`].some(t=>e.has(t))&&(this.draft.flush(),this.load()),e.has(`mentions`)&&this.mentions&&this.offerNames()}updated(){this.grow(),this.focusWanted&&this.phase===`ready`&&this.find(`textarea`)&&(this.focusWanted=!1,this.focus())}async load(){let e=this.scope;if(this.phase=`loading`,this.thread||this.courseId)try{let[t,n]=await Promise.all([E(this.client),this.replying?[]:this.findPeople(``)]);if(e!==this.scope)return;Object.assign(this,{config:t,people:n}),this.takeDraft(t.me.username,e),this.phase=`ready`}catch(e){this.problem=P(e),this.phase=`failed`}}async offerNames(){let e=customElements.get(`proserva-mentions`);this.canMention=!!e||await fn(this.client).then(()=>!0,()=>!1)}takeDraft(e,t){let n=this.draft.take(e,t);this.takeRecipients(n),this.body=n?.body??``,this.attempt=n?.attempt??null,this.uploads.restore(n?.attachments??[]),Object.assign(this,{errors:{},problem:``,sentTo:null})}edited(e){let{[e]:t,...n}=this.errors;this.errors=n,this.draft.touch()}worthKeeping(){let{body:e,whom:t,group:n,attempt:r}=this,{attachments:i}=this.uploads;return e||i.length?{body:e,recipients:t,group:n,attachments:i,attempt:r}:null}async course(){return this.courseId||(await this.client.get(`threads/${this.thread}/`)).course.id}content(){let e=this.uploads.attachments.map(({id:e})=>e),t={body:this.body,...e.length&&{attachments:e},...this.context&&{context:this.context}};return this.replying?t:{course_id:this.courseId,...this.addressed(),...t}}async send(e){if(e?.preventDefault(),this.sending||this.uploads.busy)return;if(this.problem=``,this.errors=fr({body:this.body,uploads:this.uploads,limit:this.config?.message_max_length??0,nobody:!this.replying&&!this.whom.length&&!this.isGroup}),Object.keys(this.errors).length)return this.toFirstError();this.sending=!0;let t=this.content();this.attempt=un(t,this.attempt),this.draft.flush();try{await this.deliver(t,this.attempt.key)}catch(e){this.refused(e)}finally{this.sending=!1}}async deliver(e,t){let n=this.thread?`threads/${this.thread}/messages/`:this.broadcast?`broadcasts/${this.broadcast}/reply/`:`threads/`,r=await this.client.post(n,e,t),i=`message`in r?r.message:r,a=`thread`in r&&typeof r.thread==`object`?Cn(r.thread,this.config?.me.username??``):``,o=this.broadcast?this.to:a;this.startAnew(),this.sent=i,this.thread||(this.sentTo={thread:i.thread,name:o}),this.emit(`proserva-sent`,{thread:i.thread,message:i.id}),await this.updateComplete,this.focus()}startAnew(){Object.assign(this,{body:``,attempt:null,errors:{},problem:``,group:null}),this.uploads.clear(),this.draft.flush()}refused(e){this.errors=e instanceof N?e.fields:{};let t=Er.filter(e=>this.errors[e]&&!(this.replying&&e===`recipients`)),n=Object.entries(this.errors).flatMap(([e,n])=>t.includes(e)?[]:n);this.problem=[t.length?``:P(e),...n].join(` `).trim(),e instanceof N&&e.code===`idempotency_key_reused`&&(this.attempt=null),this.toFirstError()}async toFirstError(){await this.updateComplete,this.errors.recipients?this.find(`proserva-people`)?.focus():this.errors.body&&this.find(`textarea`)?.focus()}async writeAnother(){this.sentTo=null,await this.updateComplete,this.focus()}grow(){let e=this.find(`textarea`);e&&(e.style.blockSize=`auto`,e.style.blockSize=`${e.scrollHeight+2}px`)}pressed(e){e.key===`Enter`&&(e.ctrlKey||e.metaKey)&&this.send(e)}notice(){let e=this.online.now?this.problem:O(`You are offline. Your draft is kept.`);return e?v`<p class="notice ${this.problem?`bad`:``}" role=${this.problem?`alert`:`status`}>${e}</p>`:x}area(){let e=this.replying?O(`Reply to %(name)s`,{name:this.to||O(`this conversation`)}):O(`Message`);return v`<textarea
      dir=${this.body?`auto`:x}
      rows=${this.replying?1:4}
      aria-label=${e}
      placeholder=${this.replying?O(`Write a reply…`):O(`Write your message…`)}
      aria-describedby="hint body-error"
      aria-invalid=${!!this.errors.body}
      .value=${this.body}
      ?readonly=${this.sending}
      @paste=${this.intake.paste}
      @input=${e=>{this.body=e.target.value,this.edited(`body`)}}
    ></textarea>`}mark(e){let t=this.find(`textarea`);t&&!this.sending&&_n(t,e)}attach(){return this.noFiles?x:v`<input type="file" multiple accept=${this.config?.attachments.extensions.join(`,`)??``} @change=${this.intake.pick} />
      <button type="button" class="round" aria-label=${O(`Attach files`)} title=${O(`Attach files`)}
        ?disabled=${this.sending} @click=${()=>this.find(`input[type=file]`)?.click()}>${yt}</button>`}bar(){let e=this.sending?O(`Sending…`):this.uploads.busy?O(`Uploading…`):O(`Send`);return v`<div class="bar">
      ${this.attach()} ${sr(e=>this.mark(e))}
      <span class="end">
        ${rr(vn(this.body),this.config?.message_max_length??0)}
        <button type="submit" class="primary flip" ?disabled=${this.sending||this.uploads.busy}>${Ct}${e}</button>
      </span>
    </div>`}render(){if(this.phase===`loading`)return U(3);if(this.phase===`failed`)return G(this.problem,()=>void this.load());if(this.sentTo){let e=`${this.client.resolve(this.config?.inbox_url??``)}?thread=${this.sentTo.thread}`;return cr(this.sentTo.name,e,()=>void this.writeAnother())}if(!this.replying&&!this.people.length&&!this.whom.length)return W(M,O(`There is nobody to write to yet`),O(`This course has no instructor who takes messages.`));let e=this.uploads.error?v`<p class="error" role="alert">${this.uploads.error}</p>`:x;return v`<form class=${this.replying?`reply`:``} novalidate @submit=${this.send} @keydown=${this.pressed}
      @dragover=${this.intake.drag} @dragleave=${this.intake.drag} @drop=${this.intake.drop}>
      ${this.recipientRow()} ${this.groupRow()} ${tr(this.about||this.contextLabel)} ${this.fieldError(`context`)}
      ${this.canMention?v`<proserva-mentions .api=${this.api} .thread=${this.thread} .me=${this.config?.me.username??``}></proserva-mentions>`:x}
      <div class="box ${this.errors.body?`bad`:``} ${this.dragging?`over`:``}">${this.area()}${or(this.uploads,()=>this.find(`textarea`)?.focus())}${this.bar()}</div>
      ${this.fieldError(`body`)} ${e} ${this.fieldError(`attachments`)}
      ${this.notice()} ${nr(this.noFiles?null:this.config?.attachments)}
    </form>`}};F([w({attribute:!1})],K.prototype,`to`,void 0),F([w({attribute:!1})],K.prototype,`mentions`,void 0),F([T()],K.prototype,`phase`,void 0),F([T()],K.prototype,`config`,void 0),F([T()],K.prototype,`canMention`,void 0),F([T()],K.prototype,`body`,void 0),F([T()],K.prototype,`problem`,void 0),F([T()],K.prototype,`sending`,void 0),F([T()],K.prototype,`sentTo`,void 0),F([T()],K.prototype,`dragging`,void 0);function Dr(e,t){if(t.announcement!==null||e.metaKey||e.ctrlKey||e.shiftKey||e.altKey||e.button>0)return!1;let n=!et(`proserva-open`,{thread:t.thread,message:t.message,course:t.course.id});return n&&e.preventDefault(),n}function Or({sender:e,mentions_me:t,thread_title:n}){let r=R(e),i=t?O(`%(name)s mentioned you`,{name:r}):r;return n?`${i} · ${n}`:i}function kr(e){return e.announcement===null?!e.mentions_me&&!e.event&&!e.thread_title?O(`New message from %(name)s`,{name:R(e.sender)}):Or(e):O(`New announcement in %(course)s`,{course:e.course.name})}function Ar({announcement:e,preview:t,thread_title:n}){return e!==null&&n?O(`%(title)s: %(preview)s`,{title:n,preview:t}):t}var jr=8,q=class extends I{constructor(...e){super(...e),this.inbox=``,this.unread=0,this.items=null,this.cursor=null,this.error=``,this.problem=``,this.busy=!1,this.place=()=>{let e=this.find(`.panel`);if(!e)return;let t=this.getRootNode(),n=(t instanceof ShadowRoot?t.host:this).getBoundingClientRect(),r=getComputedStyle(this).direction===`rtl`?n.left:n.right-e.offsetWidth,i=document.documentElement.clientWidth-jr-e.offsetWidth,a=n.bottom+jr;e.style.left=`${Math.max(jr,Math.min(r,i))}px`,e.style.top=`${a}px`,this.style.setProperty(`--room`,`${Math.max(240,window.innerHeight-a-16)}px`)}}static{this.styles=[I.styles,f`
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
    `]}connectedCallback(){super.connectedCallback(),window.addEventListener(`scroll`,this.place,{capture:!0,passive:!0}),window.addEventListener(`resize`,this.place),this.whileConnected(D(`proserva-arrived`,()=>void this.load()),()=>window.removeEventListener(`scroll`,this.place,{capture:!0}),()=>window.removeEventListener(`resize`,this.place)),this.load()}focus(){this.updateComplete.then(()=>this.find(`.panel`)?.focus())}firstUpdated(){this.find(`.panel`)?.showPopover?.(),this.place()}updated(e){let t=e.get(`unread`);e.has(`unread`)&&t!==void 0&&this.unread>t&&this.load()}async load(){this.error=``;try{let e=await this.client.get(`notifications/`);this.items=e.results,this.cursor=e.next_cursor}catch(e){this.items||(this.error=P(e))}}async more(){await this.attempt(async()=>{let e=await this.client.get(`notifications/`,{cursor:this.cursor}),t=new Set(this.items?.map(e=>e.id));this.items=[...this.items??[],...e.results.filter(e=>!t.has(e.id))],this.cursor=e.next_cursor}),this.cursor||this.focus()}async readAll(){let e=this.items?.[0];e&&(await this.attempt(async()=>{let{count:t}=await this.client.post(`notifications/read/`,{up_to:e.id});this.items=this.items?.map(t=>({...t,unread:t.unread&&t.id>e.id}))??null,this.dispatchEvent(new CustomEvent(`counted`,{detail:t}))}),this.focus())}async attempt(e){this.busy=!0,this.problem=``;try{await e()}catch(e){this.problem=P(e)}finally{this.busy=!1}}pressed(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...this.renderRoot.querySelectorAll(`.item`)];if(!t.length)return;e.preventDefault();let n=t.indexOf(this.shadowRoot?.activeElement),r=e.key===`ArrowDown`?n+1:n<0?t.length-1:n-1;t[Math.min(Math.max(r,0),t.length-1)]?.focus()}follow(e,t){Dr(e,t)&&this.dispatchEvent(new CustomEvent(`close`))}item(e){let t=[e.announcement===null?``:O(`Announcement`),e.course.name,e.context_label].filter(Boolean).join(` · `);return v`<li>
      <a class="item ${e.unread?`unread`:``}" href=${this.client.resolve(e.url)} target=${H()}
        @click=${t=>this.follow(t,e)}>
        ${z(e.sender,e=>this.client.resolve(e))}
        <div class="text">
          <div class="top">
            <span class="name ellipsis" dir="auto">${Or(e)}</span>
            <time class="small dim" datetime=${e.created} title=${Fn(e.created)}>${Bn(e.created)}</time>
          </div>
          <div class="preview" dir="auto">${e.preview}</div>
          <div class="small dim ellipsis" dir="auto">${t}</div>
        </div>
        ${e.unread?v`<span class="dot"></span><span class="vh">${O(`Unread`)}</span>`:x}
      </a>
    </li>`}content(){return this.error?G(this.error,()=>void this.load()):this.items?this.items.length?v`<ul>${this.items.map(e=>this.item(e))}</ul>
      ${this.cursor?v`<button type="button" class="more" ?disabled=${this.busy} @click=${this.more}>${O(`Show older`)}</button>`:x}`:W(ft,O(`No messages yet`),O(`When somebody writes to you, you will see it here.`)):U()}render(){let e=this.unread>0||this.items?.some(e=>e.unread);return v`<section class="panel" popover="manual" role="dialog" aria-labelledby="title" tabindex="-1" @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title">${O(`Messages`)}</h2>
        ${e&&this.items?.length?v`<button type="button" class="quiet" ?disabled=${this.busy} @click=${this.readAll}>${O(`Mark all as read`)}</button>`:v`<span style="block-size:44px"></span>`}
      </div>
      ${this.problem?v`<p class="notice bad" role="alert">${this.problem}</p>`:x}
      <div class="scroll" tabindex=${this.items?.length?x:`-1`}>${this.content()}</div>
      <div class="foot"><a class="button" href=${this.inbox} target=${H()}>${O(`Open all messages`)}</a></div>
    </section>`}};F([w({attribute:!1})],q.prototype,`inbox`,void 0),F([w({attribute:!1})],q.prototype,`unread`,void 0),F([T()],q.prototype,`items`,void 0),F([T()],q.prototype,`cursor`,void 0),F([T()],q.prototype,`error`,void 0),F([T()],q.prototype,`problem`,void 0),F([T()],q.prototype,`busy`,void 0);var Mr=`.student-table td a[href*="/progress/"]`,Nr=`all:unset;outline:revert;cursor:pointer;display:grid;place-items:center;position:absolute;inset-block:0;inset-inline-end:0;inline-size:2em;background:inherit`,Pr=class extends I{constructor(...e){super(...e),this.courseId=``,this.progressUrl=``,this.username=``}static{this.styles=[I.styles,f`
      dialog { inline-size: min(720px, calc(100vw - 32px)); max-block-size: calc(100vh - 32px); padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; }
      dialog::backdrop { background: rgb(10 30 60 / 40%); }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block-end: 8px; }
      .head h2 { font-size: calc(var(--fs) * 1.125); font-weight: 600; }
    `]}firstUpdated(){document.querySelectorAll(Mr).forEach(e=>this.mark(e))}mark(e){let t=e.textContent?.trim()??``;if(!t||e.nextElementSibling?.classList.contains(`proserva-write`))return;let n=document.createElement(`button`);n.type=`button`,n.className=`proserva-write`,n.title=O(`Message %(name)s`,{name:t}),n.setAttribute(`aria-label`,n.title),n.style.cssText=Nr,qe(M,n),n.addEventListener(`click`,()=>void this.write(t)),e.parentElement&&(e.parentElement.style.position=`relative`),e.after(n)}async write(e){this.username=e,await this.updateComplete,this.find(`dialog`)?.showModal(),this.find(`proserva-compose`)?.focus()}close(){this.find(`dialog`)?.close()}render(){return this.username?v`<dialog aria-labelledby="title" @close=${()=>this.username=``}>
      <div class="head">
        <h2 id="title" dir="auto">${O(`Message %(name)s`,{name:this.username})}</h2>
        <button type="button" class="round" aria-label=${O(`Close`)} title=${O(`Close`)} @click=${this.close}>${j}</button>
      </div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${this.username}
        .contextUrl=${this.progressUrl} .contextLabel=${O(`Progress`)}></proserva-compose>
    </dialog>`:x}};F([w({attribute:`course-id`})],Pr.prototype,`courseId`,void 0),F([w({attribute:`progress-url`})],Pr.prototype,`progressUrl`,void 0),F([T()],Pr.prototype,`username`,void 0);var Fr={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ir=e=>(...t)=>({_$litDirective$:e,values:t}),Lr=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Rr}=Ge,zr=e=>e,Br=()=>document.createComment(``),Vr=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Rr(r.insertBefore(Br(),i),r.insertBefore(Br(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=zr(e).nextSibling;zr(r).insertBefore(e,i),e=t}}}return n},J=(e,t,n=e)=>(e._$AI(t,n),e),Hr={},Ur=(e,t=Hr)=>e._$AH=t,Wr=e=>e._$AH,Gr=e=>{e._$AR(),e._$AA.remove()},Kr=Ir(class extends Lr{constructor(){super(...arguments),this.key=x}render(e,t){return this.key=e,t}update(e,[t,n]){return t!==this.key&&(Ur(e),this.key=t),n}});function qr(e){return e&&/^\d{1,15}$/.test(e)?Number(e):null}function Jr(e){return new URLSearchParams(e.search).get(`preferences`)===`1`}function Yr(e){let t=qr(new URLSearchParams(e.search).get(`thread`)),n=qr(/^#message-(\d+)$/.exec(e.hash)?.[1]);return{thread:t,message:t?n:null}}function Xr(e,t){let n=new URL(location.href);return n.searchParams.delete(`preferences`),e?n.searchParams.set(`thread`,String(e)):n.searchParams.delete(`thread`),n.hash=t?`message-${t}`:``,n.pathname+n.search+n.hash}function Zr({pathname:e}){let t=/\/([^/]+)\/(?:posts|my-posts|(?:category|topics|learners)\/[^/]+\/posts|discussion\/forum\/[^/]+\/threads)\/([0-9a-z]+)\/?$/i.exec(e),n=decodeURIComponent(t?.[1]??``);return t?.[2]&&/^(course-v1|ccx-v1):/.test(n)?{course:n,thread:t[2]}:null}function Qr(e){let t=[...e.document.querySelectorAll(`iframe[src*="inContextSidebar"]`)];return[e.location,...t.map(e=>$r(e))].map(e=>e&&Zr(e)).find(e=>e)??null}function $r(e){try{return e.contentWindow?.location.pathname?e.contentWindow.location:null}catch{return null}}function ei({pathname:e}){return decodeURIComponent(/\/u\/([^/]+)\/?$/.exec(e)?.[1]??``)}var ti=480,Y=class extends I{constructor(...e){super(...e),this.courseId=``,this.thread=null,this.message=null,this.writing=!1,this.choosing=!1,this.courses=[],this.me=``,this.seconds=20}static{this.styles=[I.styles,f`
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
    `]}connectedCallback(){super.connectedCallback();let e=()=>this.follow();window.addEventListener(`popstate`,e);let t=()=>this.measure();window.addEventListener(`resize`,t),this.whileConnected(()=>window.removeEventListener(`popstate`,e),()=>window.removeEventListener(`resize`,t),D(`proserva-open`,e=>this.asked(e))),this.thread||this.follow(),this.configure()}firstUpdated(){this.measure(),this.choosing&&this.openPreferences()}follow(){this.go(Yr(location)),this.choosing=Jr(location)}async configure(){let e=await E(this.client).catch(()=>null);e&&Object.assign(this,{me:e.me.username,seconds:e.poll_seconds})}measure(){let e=this.getBoundingClientRect().top+window.scrollY,t=Math.max(window.innerHeight-Math.min(e,window.innerHeight/2)-16,ti);this.style.setProperty(`--room`,`${t}px`)}go({thread:e,message:t}){Object.assign(this,{thread:e,message:t,writing:!1,choosing:!1})}visit(e,t=null){let n=e===this.thread&&!t;this.go({thread:e,message:t}),n||history.pushState(history.state,``,Xr(e,t))}asked(e){let{course:t,thread:n,message:r}=e.detail;this.courseId&&t&&t!==this.courseId||(e.preventDefault(),this.message=null,this.updateComplete.then(()=>this.visit(n,r)))}async chosen(e){this.visit(e.detail),await this.updateComplete,this.find(`.list`)?.offsetParent||this.find(`proserva-thread`)?.focus()}async back(){if(this.choosing)return this.closePreferences();let e=this.thread;this.visit(null),this.writing=!1,await this.updateComplete,e&&this.find(`proserva-threads`)?.focus()}async write(){this.visit(null),this.writing=!0,await this.updateComplete,this.find(`proserva-compose`)?.focus()}async openPreferences(){this.writing=!1,this.choosing=!0,await this.updateComplete,this.find(`proserva-preferences`)?.focus()}async closePreferences(){this.choosing=!1;let{thread:e,message:t}=Yr(location);Jr(location)&&history.replaceState(history.state,``,Xr(e,t)),await this.updateComplete;let n=this.find(`.gear`);n?.offsetParent||!this.thread?n?.focus():this.find(`proserva-thread`)?.focus()}pressed(e){e.key!==`Escape`||e.defaultPrevented||(e.stopPropagation(),this.closePreferences())}listed(e){let t=new Map([...this.courses,...e.detail.map(({course:e})=>e)].map(e=>[e.id,e]));t.size>this.courses.length&&(this.courses=[...t.values()])}sent(e){this.writing&&this.visit(e.detail.thread)}backButton(){return v`<button slot="start" type="button" class="round back flip" aria-label=${O(`Back to the list`)} @click=${this.back}>
      ${vt}
    </button>`}preferences(){let e=O(`Close`);return v`<proserva-preferences .api=${this.api} .courseId=${this.courseId} .courses=${this.courses} @keydown=${this.pressed}>
      ${this.backButton()}
      <button slot="end" type="button" class="round close" aria-label=${e} title=${e} @click=${this.closePreferences}>${j}</button>
    </proserva-preferences>`}tools(){let e=O(`Email settings`);return v`<div class="tools">
      ${this.courseId?v`<button type="button" class="primary" @click=${this.write}>${Tt}${O(`New message`)}</button>`:x}
      <button type="button" class="round gear ${this.choosing?`on`:``}" aria-label=${e} title=${e} @click=${this.openPreferences}>
        ${jt}
      </button>
    </div>`}pane(){if(this.choosing)return this.preferences();if(this.writing)return v`<div class="write">
        <div class="head">${this.backButton()}<h2>${O(`New message`)}</h2></div>
        <proserva-compose .api=${this.api} .courseId=${this.courseId} several @proserva-sent=${this.sent}></proserva-compose>
      </div>`;if(!this.thread)return W(M,O(`Choose a conversation`),O(`It will be shown here.`));let e=v`<proserva-thread .api=${this.api} .thread=${this.thread} .message=${this.message}>${this.backButton()}</proserva-thread>`;return v`${Kr(this.thread,e)}`}render(){return v`<div class="frame ${this.writing||this.choosing||this.thread?`two`:`one`}">
      <div class="list">
        <div class="head">
          <h2>${O(`Messages`)}</h2>
          ${this.tools()}
        </div>
        <proserva-threads .api=${this.api} .courseId=${this.courseId} .me=${this.me} .seconds=${this.seconds} .selected=${this.thread}
          .href=${e=>Xr(e,null)} @choose=${this.chosen} @listed=${this.listed}></proserva-threads>
      </div>
      <div class="pane">${this.pane()}</div>
    </div>`}};F([w({attribute:`course-id`})],Y.prototype,`courseId`,void 0),F([w({type:Number})],Y.prototype,`thread`,void 0),F([w({type:Number})],Y.prototype,`message`,void 0),F([T()],Y.prototype,`writing`,void 0),F([T()],Y.prototype,`choosing`,void 0),F([T()],Y.prototype,`courses`,void 0),F([T()],Y.prototype,`me`,void 0),F([T()],Y.prototype,`seconds`,void 0);var ni=class extends I{constructor(...e){super(...e),this.view=null,this.error=null}static{this.handed=[`api`]}static{this.mannerOf=()=>`main`}connectedCallback(){super.connectedCallback();let e=()=>this.error&&void this.load();window.addEventListener(`online`,e),this.whileConnected(()=>window.removeEventListener(`online`,e))}willUpdate(e){!this.view&&e.has(`api`)&&this.manner!==`absent`&&this.load(),this.view&&this.hand(this.view)}get manner(){return this.constructor.mannerOf(this)}async load(){let{api:e}=this,t=`${this.localName}-view`;this.error=null;try{if(customElements.get(t)||await fn(this.client),e!==this.api||this.view)return;if(!customElements.get(t))throw Error(`no ${t}`);this.view=document.createElement(t)}catch(t){e===this.api&&(this.error=t)}}hand(e){let{handed:t}=this.constructor;for(let n of t)e[n]=this[n]}render(){return this.manner===`main`?this.error?G(P(this.error),()=>void this.load()):this.view??U(8):this.view??x}};F([T()],ni.prototype,`view`,void 0),F([T()],ni.prototype,`error`,void 0);function ri(e={},t){return class extends ni{static{this.properties=e}static{this.mannerOf=t??ni.mannerOf}static{this.handed=[...ni.handed,...Object.keys(e)]}}}var ii=400,ai=class extends V{constructor(...e){super(...e),this.label=``,this.prompt=``,this.unavailable=``,this.open=!1,this.made=!1}static{this.styles=[V.styles,f`
      /* Between what the platform shows, which keeps no room for it. */
      :host([automatic]) { margin-block: 16px; }
      .start { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; }
      .panel { margin-block-start: 14px; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); max-inline-size: 720px; }
      /* Over the page there is no place for both. */
      :host([floating]) .start:has(+ .panel:not([hidden])) { display: none; }
      :host([floating]) .panel { margin: 0; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block: -8px 8px; margin-inline-end: -8px; }
      .head h2 { font-size: calc(var(--fs) * 1.125); font-weight: 600; color: inherit; }
    `]}connectedCallback(){super.connectedCallback(),$n()}get name(){return this.label||O(`Message instructor`)}async toggle(){this.unavailable||(this.open=!this.open,this.made=!0,await this.updateComplete,this.open&&(this.find(`proserva-compose`)?.focus(),setTimeout(()=>this.open&&this.find(`#panel`)?.scrollIntoView?.({block:`nearest`}),ii)))}async close(){this.open=!1,await this.updateComplete,this.find(`.start button`)?.focus()}pressed(e){e.key===`Escape`&&!e.defaultPrevented&&this.close()}panel(){return v`<section id="panel" class="panel" aria-labelledby="title" ?hidden=${!this.open} @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title" dir="auto">${this.name}</h2>
        <button type="button" class="round" aria-label=${O(`Close`)} title=${O(`Close`)} @click=${this.close}>${j}</button>
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
    </section>`}render(){let e=this.unavailable||this.prompt;return v`<div class="start">
        <button type="button" class="primary" dir="auto" aria-expanded=${this.unavailable?x:this.open}
          aria-controls=${this.made?`panel`:x} aria-disabled=${!!this.unavailable}
          aria-describedby=${e?`aside`:x} @click=${this.toggle}>${M}${this.name}</button>
        ${e?v`<span id="aside" class="dim" dir="auto">${e}</span>`:x}
      </div>
      ${this.made?this.panel():x}`}};F([w()],ai.prototype,`label`,void 0),F([w()],ai.prototype,`prompt`,void 0),F([w()],ai.prototype,`unavailable`,void 0),F([T()],ai.prototype,`open`,void 0),F([T()],ai.prototype,`made`,void 0);var oi=class extends I{static{this.styles=[I.styles,f`
      dialog {
        inline-size: min(440px, calc(100vw - 24px)); max-block-size: min(600px, calc(100vh - 24px)); margin: auto; padding: 0; overflow: hidden;
        color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
      }
      dialog::backdrop { background: rgb(10 20 40 / 45%); }
      .box { display: flex; flex-direction: column; max-block-size: inherit; }
      .head { flex: none; display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 6px 16px 6px 6px; }
      .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
      .head h2:focus { outline: none; }
      .scroll { overflow-y: auto; min-block-size: 96px; overscroll-behavior: contain; }
    `]}firstUpdated(){this.find(`dialog`)?.showModal(),this.find(`h2`)?.focus()}close(){this.find(`dialog`)?.close()}clicked(e){e.target===e.currentTarget&&this.close()}render(){let e=O(`Close`);return v`<dialog aria-labelledby="title" @click=${this.clicked} @close=${()=>this.dispatchEvent(new CustomEvent(`close`))}>
      <div class="box">
        <div class="head">
          <h2 id="title" tabindex="-1">${this.heading}</h2>
          <button type="button" class="round" aria-label=${e} title=${e} @click=${this.close}>${j}</button>
        </div>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="title">${this.content()}</div>
      </div>
    </dialog>`}},si=class extends oi{constructor(...e){super(...e),this.detail=null,this.me=``}static{this.styles=[oi.styles,f`
      dialog { inline-size: min(560px, calc(100vw - 24px)); block-size: min(720px, calc(100vh - 24px)); max-block-size: none; }
      .box { block-size: 100%; }
      .scroll { flex: 1; }
      @media (max-width: 479px) { dialog { inline-size: 100vw; max-inline-size: none; block-size: 100dvh; border: 0; border-radius: 0; } }
    `]}get heading(){return O(`People in this conversation`)}changed(e){this.detail=e.detail}content(){return v`<proserva-people-panel .api=${this.api} .detail=${this.detail} .me=${this.me} @changed=${this.changed} @done=${this.close}></proserva-people-panel>`}};F([w({attribute:!1})],si.prototype,`detail`,void 0),F([w({attribute:!1})],si.prototype,`me`,void 0);var ci=250,li=12,X=class extends I{constructor(...e){super(...e),this.people=[],this.values=[],this.multiple=!1,this.search=null,this.invalid=!1,this.label=``,this.open=!1,this.active=0,this.query=``,this.found=null,this.unfolded=!1,this.timer=0}static{this.styles=[I.styles,f`
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
      .chips { display: flex; flex-wrap: wrap; gap: 6px; margin-block-end: 8px; }
      .chip { display: flex; align-items: center; gap: 2px; max-inline-size: 100%; padding-inline-start: 12px; border-radius: 18px; background: var(--tint); border: 1px solid var(--line); font-size: var(--fs-s); font-weight: 600; }
      .chip button { min-block-size: 34px; inline-size: 34px; }
      .chip .icon { inline-size: 15px; block-size: 15px; }
      .rest { min-block-size: 36px; padding-block: 4px; font-size: var(--fs-s); }
      .none { padding: 14px; color: var(--muted); }
      @media (forced-colors: active) { .option.active { outline: 2px solid Highlight; outline-offset: -2px; } }
    `]}willUpdate(e){e.has(`open`)&&!this.open&&Object.assign(this,{query:``,found:null})}focus(){this.updateComplete.then(()=>this.find(`input`)?.focus())}get shown(){let e=this.query.trim().toLocaleLowerCase(),t=this.found??this.people.filter(t=>R(t).toLocaleLowerCase().includes(e));return this.multiple?t.filter(e=>!this.isChosen(e)):t}isChosen({username:e}){return this.values.some(t=>t.username===e)}typed(e){this.query=e.target.value,this.open=!0,this.active=0,clearTimeout(this.timer),this.search&&(this.timer=window.setTimeout(()=>void this.ask(this.query),ci))}async ask(e){let t=e.trim()?await this.search?.(e.trim()).catch(()=>null):null;e===this.query&&this.open&&(this.found=t??null)}pick(e){this.open=!1,this.change(this.multiple?[...this.values,e]:[e])}change(e){this.dispatchEvent(new CustomEvent(`pick`,{detail:e}))}async drop({username:e}){this.change(this.values.filter(t=>t.username!==e)),await this.updateComplete,this.focus()}pressed(e){if(e.isComposing)return;if(e.key===`ArrowDown`||e.key===`ArrowUp`)return this.move(e);let t=this.values[this.values.length-1];if(e.key===`Backspace`&&this.multiple&&t&&!this.query)return void this.drop(t);if(this.open){if(e.key===`Escape`)e.stopPropagation(),e.preventDefault(),this.open=!1;else if(e.key===`Enter`){e.preventDefault();let t=this.shown[this.active];t&&this.pick(t)}}}move(e){e.preventDefault();let t=this.shown.length;this.open&&t&&(this.active=(this.active+(e.key===`ArrowDown`?1:t-1))%t),this.open=!0,this.updateComplete.then(()=>this.find(`.active`)?.scrollIntoView?.({block:`nearest`}))}start(e){let t=e.target;this.active=this.multiple?0:Math.max(0,this.people.findIndex(e=>this.isChosen(e))),this.open=!0,t.select()}option(e,t){return v`<li
      id="option-${t}"
      role="option"
      class="option ${t===this.active?`active`:``}"
      aria-selected=${this.isChosen(e)}
      @mousedown=${e=>e.preventDefault()}
      @click=${()=>this.pick(e)}
    >
      ${z(e,e=>this.client.resolve(e))}
      <span class="who"><span dir="auto">${R(e)}</span><span class="small dim">${xn(e.role)}</span></span>
    </li>`}list(){let e=this.shown;return v`<ul id="list" class="list" role="listbox" aria-label=${this.label}>
        ${e.map((e,t)=>this.option(e,t))}
        ${e.length?x:v`<li class="none" role="option" aria-disabled="true" aria-selected="false">${O(`Nobody by that name.`)}</li>`}
      </ul>
      <span class="vh" role="status">${wn(e.length)}</span>`}chip(e){let t=R(e);return v`<li class="chip"><span class="ellipsis" dir="auto">${t}</span>
      <button type="button" class="round" aria-label=${O(`Remove %(name)s`,{name:t})} @click=${()=>void this.drop(e)}>${j}</button>
    </li>`}chips(){let e=this.unfolded?this.values:this.values.slice(0,li),t=this.values.length-e.length;return v`<ul class="chips" aria-label=${O(`Chosen`)}>${e.map(e=>this.chip(e))}${t?v`<li><button type="button" class="quiet rest" @click=${()=>this.unfolded=!0}>${k(`%(count)s other`,`%(count)s others`,t)}</button></li>`:x}</ul>`}render(){let e=this.multiple?null:this.values[0],t=e?`${R(e)} (${xn(e.role)})`:``;return v`${this.multiple&&this.values.length?this.chips():x}<div class="field"><input
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
        aria-activedescendant=${this.open&&this.shown.length?`option-${this.active}`:x}
        placeholder=${this.multiple&&this.values.length?O(`Add another person`):O(`Type a name`)}
        .value=${this.open&&this.query||t}
        @click=${this.start}
        @input=${this.typed}
        @keydown=${this.pressed}
        @blur=${()=>this.open=!1}
      />${Ot}</div>
      ${this.open?this.list():x}`}};F([w({attribute:!1})],X.prototype,`people`,void 0),F([w({attribute:!1})],X.prototype,`values`,void 0),F([w({type:Boolean})],X.prototype,`multiple`,void 0),F([w({attribute:!1})],X.prototype,`search`,void 0),F([w({type:Boolean})],X.prototype,`invalid`,void 0),F([w()],X.prototype,`label`,void 0),F([T()],X.prototype,`open`,void 0),F([T()],X.prototype,`active`,void 0),F([T()],X.prototype,`query`,void 0),F([T()],X.prototype,`found`,void 0),F([T()],X.prototype,`unfolded`,void 0);var ui=class extends I{constructor(...e){super(...e),this.username=``,this.courseId=``,this.writing=!1,this.found=null,this.error=null}static{this.styles=[I.styles,f`
      .course { display: grid; gap: 4px; margin-block-end: 16px; max-inline-size: 720px; }
      .course span { font-size: var(--fs-s); font-weight: 600; }
      select { font: inherit; color: inherit; min-inline-size: 0; min-block-size: 44px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); }
    `]}willUpdate(e){(e.has(`username`)||e.has(`api`)||!this.hasUpdated)&&this.load()}get who(){return this.username||ei(location)}async load(){let e=this.who;if(Object.assign(this,{found:null,error:null}),e)try{let t=await this.client.get(`people/${encodeURIComponent(e)}/courses/`);e===this.who&&(this.found=t)}catch(t){e===this.who&&(this.error=t)}}courseChoice(e){let t=this.found?.results??[];return t.length<2?x:v`<label class="course"><span>${O(`Course`)}</span>
      <select @change=${e=>this.courseId=e.target.value}>
        ${t.map(({id:t,name:n})=>v`<option value=${t} ?selected=${t===e}>${n}</option>`)}
      </select>
    </label>`}render(){let{found:e,error:t}=this;if(t)return this.writing&&!(t instanceof N&&t.status===404)?G(P(t),()=>void this.load()):x;if(!e)return this.writing?U(3):x;let{id:n}=e.results.find(e=>e.id===this.courseId)??e.results[0]??{id:``},r=O(`Message %(name)s`,{name:R(e.person)});return v`${this.courseChoice(n)}
      ${this.writing?v`<proserva-compose .api=${this.api} .courseId=${n} .recipients=${e.person.username}></proserva-compose>`:v`<proserva-message-button .api=${this.api} .courseId=${n} .recipients=${e.person.username} .label=${r}></proserva-message-button>`}`}};F([w()],ui.prototype,`username`,void 0),F([w({attribute:`course-id`})],ui.prototype,`courseId`,void 0),F([w({type:Boolean})],ui.prototype,`writing`,void 0),F([T()],ui.prototype,`found`,void 0),F([T()],ui.prototype,`error`,void 0);var di=500,fi=class extends I{constructor(...e){super(...e),this.post=null}static{this.styles=[I.styles,f`
      /* Beside the post, which is in another part of the page. */
      proserva-message-button { position: fixed; z-index: 1000; inset-block-end: 16px; inset-inline-end: 16px; max-inline-size: min(480px, calc(100vw - 32px)); max-block-size: calc(100vh - 32px); overflow: auto; border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow); }
    `]}connectedCallback(){super.connectedCallback();let e=window.setInterval(()=>this.look(),di);this.whileConnected(()=>window.clearInterval(e)),this.look()}look(){let e=Qr(window);(e?.thread!==this.post?.thread||e?.course!==this.post?.course)&&(this.post=e)}render(){return this.post?v`<proserva-message-button floating .api=${this.api} .courseId=${this.post.course} .discussionThreadId=${this.post.thread}
      .label=${O(`Message the instructor privately`)} .about=${O(`This discussion post`)}></proserva-message-button>`:x}};F([T()],fi.prototype,`post`,void 0);var pi=class{constructor(e){this.api=e,this.courses=[],this.shown=new Map,this.kept=new Map,this.line=Promise.resolve()}async load(){let{email:e,courses:t}=await this.api.get(`preferences/`);this.learn(``,e),t.forEach(e=>this.learn(e.course.id,e.email)),this.list(t.map(({course:e})=>e))}list(e){for(let t of e){let e=this.courses.findIndex(({id:e})=>e===t.id);e<0?this.courses.push(t):this.courses[e]?.name||(this.courses[e]=t)}}of(e){return this.shown.get(e)??null}save(e,t){this.shown.set(e,t);let n=this.line.then(()=>this.send(e,t));return this.line=n.catch(()=>void 0),n}async send(e,t){try{await this.api.patch(`preferences/`,e?{email:t,course_id:e}:{email:t}),this.kept.set(e,t)}catch(n){throw this.of(e)===t&&this.shown.set(e,this.kept.get(e)??null),n}}learn(e,t){this.shown.set(e,t),this.kept.set(e,t)}},mi=f`
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
`,hi=4e3;function gi(){return[[`each`,O(`An email for each message`)],[`daily`,O(`One email a day with all messages`)],[`none`,O(`No emails`)]]}var Z=class extends I{constructor(...e){super(...e),this.courseId=``,this.courses=[],this.choices=null,this.error=``,this.problem=``,this.saved=!1,this.timer=0,this.online=new yn(this)}static{this.styles=[I.styles,mi]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>clearTimeout(this.timer)),this.load()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){(e.has(`courses`)||e.has(`choices`))&&this.choices?.list(this.courses)}updated(){this.renderRoot.querySelectorAll(`select`).forEach(e=>e.value=this.choices?.of(e.name)??``)}async load(){this.error=``;let e=new pi(this.client);try{await e.load(),this.courseId&&e.list([{id:this.courseId,name:``,url:``}]),this.choices=e}catch(e){this.error=P(e)}}async choose(e,t){Object.assign(this,{problem:``,saved:!1});let n=this.choices?.save(e,t);this.requestUpdate();try{await n,this.saved=!0,clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.saved=!1,hi)}catch(e){this.problem=O(`That could not be saved. %(reason)s`,{reason:P(e)})}}everywhere(e){return v`<fieldset>
      <legend>${O(`For all courses`)}</legend>
      ${gi().map(([t,n])=>v`<label class="choice">
          <input type="radio" name="email" value=${t} .checked=${e.of(``)===t} @change=${()=>void this.choose(``,t)} />
          <span>${n}</span>
        </label>`)}
    </fieldset>`}row({id:e,name:t}){return v`<li>
      <label>
        <span class="course" dir="auto">${t||O(`This course`)}</span>
        <select name=${e} @change=${t=>{this.choose(e,t.target.value||null)}}>
          <option value="">${O(`As for all courses`)}</option>
          ${gi().map(([e,t])=>v`<option value=${e}>${t}</option>`)}
        </select>
      </label>
    </li>`}singly(e){return e.courses.length?v`<section aria-labelledby="singly">
      <h3 id="singly">${O(`For single courses`)}</h3>
      <ul>${e.courses.map(e=>this.row(e))}</ul>
    </section>`:x}content(){return this.error?G(this.error,()=>void this.load()):this.choices?v`${this.online.now?x:v`<p class="notice" role="status">${O(`You are offline. Changes cannot be saved now.`)}</p>`}
      ${this.everywhere(this.choices)} ${this.singly(this.choices)}
      <p class="small dim">${O(`Messages are kept in your inbox, whatever you choose. What you mute sends no emails.`)}</p>`:U(5)}outcome(){return v`<div class="outcome">
      <div role="status">${this.saved?v`<p class="saved">${kt}${O(`Saved`)}</p>`:x}</div>
      ${this.problem?v`<p class="notice bad" role="alert">${this.problem}</p>`:x}
    </div>`}render(){return v`<header class="head"><slot name="start"></slot><h2 tabindex="-1">${O(`Email settings`)}</h2><slot name="end"></slot></header>
      <div class="body">${this.content()} ${this.outcome()}</div>`}};F([w({attribute:`course-id`})],Z.prototype,`courseId`,void 0),F([w({attribute:!1})],Z.prototype,`courses`,void 0),F([T()],Z.prototype,`choices`,void 0),F([T()],Z.prototype,`error`,void 0),F([T()],Z.prototype,`problem`,void 0),F([T()],Z.prototype,`saved`,void 0);function _i(e){switch(e){case`muted`:return O(`No email: they have muted this conversation.`);case`opted_out`:return O(`No email: they have chosen to get none.`);case`no_address`:return O(`No email: they have no email address.`);case`inactive`:return O(`No email: their account is not active.`);case`policy`:return O(`No email: this site's rules forbid it.`);default:return O(`No email was sent.`)}}function vi({state:e,reason:t,at:n}){switch(e){case`sent`:return n?O(`Email sent %(time)s`,{time:B(n)}):O(`Email sent`);case`pending`:return O(t?`The email could not be sent yet; it will be tried again.`:`The email is waiting to be sent.`);case`sending`:return O(`The email is being sent.`);case`digest`:return O(`It will be in their daily email.`);case`failed`:return O(`The email could not be sent and was given up.`);case`skipped`:return _i(t);case`unknown`:return O(`Sending was interrupted; the email may or may not have arrived.`)}}function yi({state:e,reason:t}){return e!==`failed`&&e!==`pending`&&e!==`digest`?``:t===`no_channel`?O(`This site has no way to send emails.`):t===`expired`?``:t}var bi=class extends oi{constructor(...e){super(...e),this.message=0,this.receipts=null,this.cursor=null,this.error=``,this.busy=!1}static{this.styles=[oi.styles,f`
      li { display: flex; gap: 12px; padding: 12px 16px; line-height: 1.4; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1; min-inline-size: 0; }
      .name { display: block; font-weight: 600; }
      .seen { display: flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .seen .icon { inline-size: 16px; block-size: 16px; color: var(--muted); }
      .seen.yes .icon { color: var(--success); }
      .bad { color: var(--danger); }
      .more { inline-size: 100%; color: var(--primary); }
    `]}connectedCallback(){super.connectedCallback(),this.load()}get heading(){return O(`Message details`)}async load(){let e=this.receipts!==null;Object.assign(this,{busy:!0,error:``});try{let e=await this.client.get(`messages/${this.message}/receipts/`,{cursor:this.cursor});this.receipts=[...this.receipts??[],...e.results],this.cursor=e.next_cursor}catch(e){this.error=P(e)}finally{this.busy=!1}e&&!this.cursor&&this.find(`h2`)?.focus()}row({person:e,seen_at:t,email:n}){let r=yi(n);return v`<li>
      ${z(e,e=>this.client.resolve(e))}
      <div class="what">
        <span class="name" dir="auto">${R(e)}</span>
        ${t?v`<div class="seen yes">${At}<span>${O(`Seen`)} <time datetime=${t}>${B(t)}</time></span></div>`:v`<div class="seen">${kt}<span>${O(`Not seen yet`)}</span></div>`}
        <div class="small ${n.state===`failed`?`bad`:`dim`}">${vi(n)}</div>
        ${r?v`<div class="small dim" dir="auto">${r}</div>`:x}
      </div>
    </li>`}content(){return this.receipts?v`<ul>${this.receipts.map(e=>this.row(e))}</ul>
      ${this.error?G(this.error,()=>void this.load()):x}
      ${this.cursor&&!this.error?v`<button type="button" class="more" ?disabled=${this.busy} @click=${this.load}>${O(`Show more`)}</button>`:x}`:this.error?G(this.error,()=>void this.load()):U(3)}};F([w({attribute:!1})],bi.prototype,`message`,void 0),F([T()],bi.prototype,`receipts`,void 0),F([T()],bi.prototype,`cursor`,void 0),F([T()],bi.prototype,`error`,void 0),F([T()],bi.prototype,`busy`,void 0);var xi=20,Si=class{constructor(e,t){this.api=e,this.thread=t,this.messages=[],this.older=null,this.etag=``,this.path=`threads/${t}/messages/`}get newest(){return this.messages[this.messages.length-1]}get waiting(){return this.messages.some(({receipts:e})=>e&&e.seen<e.recipients)}has(e){return this.messages.some(t=>t.id===e)}async load(){let e=await this.page({});this.messages.length||(this.older=e.next_cursor);let t=this.newest&&e.results.length&&!e.results.some(({id:e})=>this.has(e));this.add(e.results),t&&(this.older=e.next_cursor)}async loadOlder(){let e=await this.page({cursor:this.older});this.older=e.next_cursor,this.add(e.results)}async reach(e){for(let t=0;!this.has(e)&&this.older&&t<xi;t+=1)await this.loadOlder();return this.has(e)}async poll(){let e=this.newest?.id;if(!e)return await this.load(),this.messages.length?this.messages:null;let t=this.etag,n=await this.api.since(t,this.path,{after:e});if(!n)return null;let r=[...n.body.results];for(let t=n.body.next_cursor;t;){let n=await this.page({after:e,cursor:t});r.push(...n.results),t=n.next_cursor}return(this.waiting||t&&!r.length)&&await this.load(),this.etag=n.etag,this.add(r),r.length||t?r:null}add(e){let t=new Map(this.messages.map(e=>[e.id,e]));for(let n of e)t.set(n.id,n);this.messages=[...t.values()].sort((e,t)=>e.id-t.id)}markRead(e){this.messages=this.messages.map(t=>t.id<=e&&t.unread?{...t,unread:!1}:t)}page(e){return this.api.get(this.path,e)}},Ci=12e4,wi=6e5,Ti=3;function Ei({active:e,idle:t},n){return n<Ci?e:n<wi?t:t*Ti}var Di=class{constructor(e,t){this.host=e,this.entered=t,this.inside=!1,this.check=()=>{this.now&&this.entered()},e.addController(this)}get now(){return this.inside&&document.visibilityState===`visible`}hostConnected(){this.observer=new IntersectionObserver(e=>{this.inside=e[e.length-1]?.isIntersecting??!1,this.check()}),this.observer.observe(this.host),document.addEventListener(`visibilitychange`,this.check)}hostDisconnected(){this.inside=!1,this.observer?.disconnect(),document.removeEventListener(`visibilitychange`,this.check)}},Oi=[`pointerdown`,`pointermove`,`keydown`,`scroll`,`focus`],ki=12e4,Ai=new Set,ji=Date.now(),Mi=!1;function Ni(){let e=Date.now()-ji>ki;ji=Date.now(),e&&Ai.forEach(e=>e())}function Pi(){Mi||(Mi=!0,Oi.forEach(e=>window.addEventListener(e,Ni,{passive:!0,capture:!0})))}function Fi(){return Pi(),Date.now()-ji}function Ii(e){return Pi(),Ai.add(e),()=>Ai.delete(e)}var Li=f`
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
`;function Ri(e,t,{api:n,resolve:r}){let i=R(e.participants[0]??null),a=O(t.everyone?`Sent to everyone in the course.`:`Sent to several people in the course.`),o=t.report_url?v` <a href=${r(t.report_url)} target=${H()}>${O(`Who got it, and who opened it`)}</a>`:x;if(t.mine)return v`<p class="notice"><span>${a} ${O(`Answers come to you alone.`)}</span>${o}</p>`;let{cannot_reply_reason:s}=t;return s?v`<p class="notice"><span>${a} <bdi>${s}</bdi></span>${o}</p>`:v`<p class="notice private"><span>${a} ${O(`Replies go privately to %(name)s.`,{name:i})}</span>${o}</p>
    <div class="room"><proserva-compose .api=${n} .broadcast=${t.id} .courseId=${e.course.id} .to=${i}></proserva-compose></div>`}function zi({by:e,at:t}){let n=B(t);return e?O(`An administrator, %(name)s, opened this conversation on %(time)s.`,{name:R(e),time:n}):O(`An administrator opened this conversation on %(time)s.`,{time:n})}function Bi(e){return e.length?v`<ul class="disclosures">
    ${e.map(e=>v`<li>${zi(e)} ${O(`Reason:`)} <span dir="auto">${e.reason}</span></li>`)}
  </ul>`:x}var Vi=class extends Lr{constructor(e){if(super(e),this.it=x,e.type!==Fr.CHILD)throw Error(this.constructor.directiveName+`() can only be used in child bindings`)}render(e){if(e===x||e==null)return this._t=void 0,this.it=e;if(e===b)return e;if(typeof e!=`string`)throw Error(this.constructor.directiveName+`() called with a non-string value`);if(e===this.it)return this._t;this.it=e;let t=[e];return t.raw=t,this._t={_$litType$:this.constructor.resultType,strings:t,values:[]}}};Vi.directiveName=`unsafeHTML`,Vi.resultType=1;var Hi=Ir(Vi),Ui=3e5;function Wi(e,t){return!t||e.context||t.event||e.sender?.username!==t.sender?.username?!1:new Date(e.created).getTime()-new Date(t.created).getTime()<Ui&&Hn(e.created,t.created)}function Gi({due:e,attempts:t,submitted_at:n}){return[e?O(`Due %(time)s`,{time:B(e)}):``,t?k(`%(count)s attempt`,`%(count)s attempts`,t):``,n?O(`Handed in %(time)s`,{time:B(n)}):``].filter(Boolean)}function Ki(e){let t=Gi(e);return t.length?v`<div class="small work">${t.map((e,t)=>v`${t?` · `:x}<bdi>${e}</bdi>`)}</div>`:x}function qi(e,t){return v`<aside class="context" aria-label=${O(`What this is about`)}>
    ${e.kind===`broadcast`?M:Et}
    <div>
      ${e.path.length?v`<div class="small dim" dir="auto">${e.path.join(` › `)}</div>`:x}
      <div class="label" dir="auto">${e.label}</div>
      ${Ki(e)} ${e.excerpt?v`<div class="small dim excerpt" dir="auto">${e.excerpt}</div>`:x}
      ${e.url?v`<a href=${t(e.url)} target=${H()}>${Ji(e)}</a>`:x}
    </div>
  </aside>`}function Ji({kind:e}){return O(e===`block`?`Open lesson`:e===`broadcast`?`Open message`:e===`discussion`?`Open discussion`:`Open page`)}function Yi(e,t){let{name:n,size:r,url:i}=e;return v`<li>
    <a class="file" href=${t(i)} download=${n}>
      ${bt}<span class="vh">${O(`Download`)}</span><span dir="auto">${n}</span><span class="small dim">${Un(r)}</span>
    </a>
  </li>`}function Xi({recipients:e,seen:t,seen_at:n}){if(!t||!n)return v`${kt}${O(`Sent`)}`;let r=v`<time datetime=${n}>${zn(n)}</time>`;return v`${At}<span>${e>1?v`${O(`Seen by %(seen)s of %(recipients)s`,{seen:t,recipients:e})} · ${r}`:v`${O(`Seen`)} ${r}`}</span>`}function Zi(e,t){return e.recipients?v`<button type="button" class="receipt" aria-haspopup="dialog" title=${O(`Who has seen it, and what became of the emails`)} @click=${t}>
    ${Xi(e)}
  </button>`:x}function Qi(e,{before:t,landed:n,role:r,resolve:i,details:a}){let{id:o,sender:s,mine:c,created:l}=e,u=Wi(e,t),d=!c&&r?v`<span class="small dim">${xn(r)}</span>`:x;return v`<li id="message-${o}" data-id=${o} class="message ${c?`mine`:``} ${u?`more`:``} ${n?`landed`:``} ${e.mentions_me?`mentions`:``}" tabindex="-1">
    ${c?x:z(s,i)}
    <div class="column">
      <div class="by ${u?`vh`:``}">
        <span class="name" dir="auto">${c?O(`You`):R(s)}</span> ${d}
        <time class="small dim" datetime=${l} title=${Fn(l)}>${Ln(l)}</time>
        ${e.mentions_me?v`<span class="small mentioned">${O(`mentions you`)}</span>`:x}
      </div>
      <div class="bubble" title=${Fn(l)}>
        ${e.context?qi(e.context,i):x}
        ${e.body_html?v`<div class="body" dir="auto">${Hi(e.body_html)}</div>`:x}
        ${e.attachments.length?v`<ul class="files" aria-label=${O(`Files`)}>${e.attachments.map(e=>Yi(e,i))}</ul>`:x}
      </div>
      ${e.receipts?Zi(e.receipts,a):x}
    </div>
  </li>`}function $i(e,t,n,r){let i=document.createElement(t);return Object.assign(i,{api:e.api},n),i.addEventListener(`close`,()=>{i.remove(),r()?.focus()}),e.renderRoot.append(i),i}function ea(e){switch(e){case`starred`:return[[O(`Star`),pt],[O(`Remove the star`),mt]];case`muted`:return[[O(`Mute: no more notifications`),ft],[O(`Unmute`),_t]];case`archived`:return[[O(`Archive`),ht],[O(`Move to inbox`),gt]]}}function ta(e,t,n){let r=e[t],[i,a]=ea(t)[+!!r];return v`<button type="button" class="round ${r?`on`:``}" aria-label=${i} title=${i} @click=${()=>n(t)}>${a}</button>`}function na(e,t){let n=Sn(e,t),r=n.length===1?n[0]:null,i=e.kind===`group`?wn(e.participant_count):r?xn(r.role):``;return[e.kind===`broadcast`&&r?R(r):``,i,e.course.name].filter(Boolean).join(` · `)}function ra(e,t){if(!e.can.rename)return x;let n=O(`Rename`);return v`<button type="button" class="rename" aria-label=${n} title=${n} @click=${t}>${Tt}</button>`}function ia(e,t,{set:n,people:r,rename:i,renaming:a}){let o=[`starred`,`muted`,`archived`],s=na(e,t),c=O(`People in this conversation`);return a?v`<header class="head"><slot name="start"></slot>${a}</header>`:v`<header class="head">
    <slot name="start"></slot>
    <div class="who">
      <div class="title"><h2 class="ellipsis" tabindex="-1" dir="auto">${Cn(e,t)}</h2>${ra(e,i)}</div>
      <button type="button" class="facts" aria-haspopup="dialog" aria-label="${s}: ${c}" title=${c} @click=${r}>
        ${Mt}<span class="ellipsis" dir="auto">${s}</span>
      </button>
    </div>
    ${o.map(t=>ta(e,t,n))}
  </header>`}function aa({event:e,mine:t},n,r){return e?.history!==`none`||t?!1:n||e.people.some(e=>e.username===r)}function oa(e,{before:t,all:n,fresh:r,me:i}){let a=!t||!Hn(e.created,t.created);return v`${aa(e,n&&!t,i)?v`<li class="gap">${O(`Earlier messages are not shown to you.`)}</li>`:x}
  ${a?v`<li class="day">${Vn(e.created)}</li>`:x}
  ${r?v`<li class="new">${O(`New`)}</li>`:x}`}function sa({id:e,event:t,created:n},r){return v`<li id="message-${e}" data-id=${e} class="line ${r?`landed`:``}" tabindex="-1">
    <span dir="auto">${t?.text}</span> <time datetime=${n} title=${Fn(n)}>${Ln(n)}</time>
  </li>`}var ca=80,la=class{constructor(e){this.host=e,this.following=!0,this.sizes=new ResizeObserver(()=>this.following&&this.toEnd()),e.addController(this)}hostDisconnected(){this.sizes.disconnect()}get area(){return this.host.renderRoot.querySelector(`.scroll`)}watch(){this.following=this.nearEnd(),this.host.renderRoot.querySelectorAll(`.scroll, ol`).forEach(e=>this.sizes.observe(e))}moved(){return this.following=this.nearEnd()}toEnd(){this.following=!0,this.area&&(this.area.scrollTop=this.area.scrollHeight)}bring(e,t){let{area:n}=this,r=this.host.renderRoot.querySelector(e);if(!n||!r)return;let i=r.getBoundingClientRect().top-n.getBoundingClientRect().top;n.scrollTop+=i-n.clientHeight*t}async holding(e){let{area:t}=this;if(!t)return;let n=t.scrollHeight-t.scrollTop;await e(),this.host.requestUpdate(),await this.host.updateComplete,t.scrollTop=t.scrollHeight-n}newestShown(){let e=this.area?.getBoundingClientRect().bottom??0,t=[...this.host.renderRoot.querySelectorAll(`[data-id]`)].findLast(t=>t.getBoundingClientRect().top<=e);return t?Number(t.dataset.id):null}nearEnd(){let{area:e}=this;return!e||e.scrollHeight-e.scrollTop-e.clientHeight<ca}};function ua(e,{starred:t,archived:n,muted:r}){et(`proserva-state`,{thread:e.id,starred:t,archived:n,muted:r})}async function da(e,t,n){let{starred:r,archived:i,muted:a}=t,o={starred:r,archived:i,muted:a},s={...o,[n]:!o[n]};ua(t,s);try{return ua(t,await e.patch(`threads/${t.id}/state/`,{[n]:s[n]})),``}catch(e){return ua(t,o),O(`That could not be saved. %(reason)s`,{reason:P(e)})}}var fa=f`
  :host { display: flex; flex-direction: column; min-block-size: 0; max-block-size: min(85vh, 900px); position: relative; background: var(--surface); container-type: inline-size; }
  .head { display: flex; align-items: center; gap: 4px; padding: 8px 8px 8px 16px; border-block-end: 1px solid var(--line); flex: none; min-block-size: 62px; }
  :host(:dir(rtl)) .head { padding: 8px 16px 8px 8px; }
  .head .who { flex: 1; min-inline-size: 0; line-height: 1.35; }
  .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
  .title { display: flex; align-items: center; gap: 2px; }
  .title .rename { flex: none; min-block-size: 32px; inline-size: 32px; padding: 0; color: var(--muted); }
  .title .rename .icon { inline-size: 16px; block-size: 16px; }
  .facts { max-inline-size: 100%; min-block-size: 26px; gap: 6px; margin-inline-start: -6px; padding: 2px 6px; border-radius: 6px; font-size: var(--fs-s); font-weight: 400; color: var(--muted); justify-content: flex-start; }
  .facts .icon { inline-size: 16px; block-size: 16px; }
  .facts:hover, .rename:hover { background: var(--tint); color: var(--text); }
  proserva-rename { flex: 1; min-inline-size: 0; }
  .head.bare { min-block-size: 0; padding: 0 8px; border: 0; }
  .disclosures { flex: none; max-block-size: 25%; overflow-y: auto; padding: 6px 16px; border-block-end: 1px solid var(--line); background: var(--soft); color: var(--muted); font-size: var(--fs-xs); }
  .scroll { position: relative; flex: 1; min-block-size: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: 16px; }
  .scroll:focus-visible { outline-offset: -3px; }
  .older { display: block; margin: 0 auto 8px; font-size: var(--fs-s); }
  .day, .new { display: flex; align-items: center; gap: 12px; margin-block: 20px 12px; font-size: var(--fs-xs); font-weight: 600; color: var(--muted); }
  .day::before, .day::after, .new::before, .new::after { content: ""; flex: 1; border-block-start: 1px solid var(--line); }
  .line, .gap { margin: 14px auto; padding-inline: 8px; max-inline-size: 640px; text-align: center; font-size: var(--fs-xs); color: var(--muted); border-radius: 8px; line-height: 1.45; }
  .line time { white-space: nowrap; opacity: 0.9; }
  .line time::before { content: "· "; }
  .line:focus { outline: none; }
  .line.landed { background: var(--tint); }
  .gap { padding: 8px 12px; border: 1px dashed var(--control); }
  .mention { padding: 0 3px; border-radius: 4px; background: var(--tint); color: var(--primary); font-weight: 600; }
  .mentions .bubble { border-inline-start: 4px solid var(--accent); }
  .mentioned { color: var(--accent); font-weight: 600; }
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
  .foot .private { margin-block-end: 10px; }
  :host > .notice { margin: 8px 16px; }
  @container (max-width: 479px) {
    .column { max-inline-size: calc(100% - 28px); }
    .message:not(.mine) .avatar { display: none; }
    .scroll { padding: 12px; }
    .foot { padding: 8px 10px; }
    .head { gap: 0; }
    .head .round { inline-size: 40px; }
    .head h2 { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; white-space: normal; line-height: 1.25; }
  }
`,Q=class extends I{constructor(...e){super(...e),this.thread=null,this.message=null,this.detail=null,this.talk=null,this.error=null,this.problem=``,this.me=``,this.busy=!1,this.renaming=!1,this.below=0,this.firstNew=null,this.landed=null,this.marking=!1,this.lastNews=Date.now(),this.rhythm={active:3,idle:10},this.scroller=new la(this),this.view=new Di(this,()=>this.poller.now()),this.poller=new Kt(()=>this.poll(),()=>Ei(this.rhythm,Math.min(Fi(),Date.now()-this.lastNews)))}static{this.styles=[I.styles,Li,fa]}connectedCallback(){super.connectedCallback(),this.whileConnected(D(`proserva-arrived`,e=>{e.detail.thread===this.thread&&this.view.now&&(e.preventDefault(),this.poller.now())}),D(`proserva-state`,({detail:{thread:e,...t}})=>{this.detail?.id===e&&(this.detail={...this.detail,...t})}),Ii(this.poller.now),()=>this.poller.stop()),this.talk&&this.begin()}focus(){this.updateComplete.then(()=>this.find(`h2`)?.focus())}willUpdate(e){e.has(`thread`)?this.open():e.has(`message`)&&this.message&&this.land(this.message)}async open(){if(this.poller.stop(),Object.assign(this,{detail:null,talk:null,error:null,problem:``,below:0,renaming:!1,firstNew:null,landed:null}),!this.thread)return;let e=new Si(this.client,this.thread);try{let[t,n]=await Promise.all([this.fetchDetail(),E(this.client),e.load()]);if(this.message&&await e.reach(this.message),e.thread!==this.thread||!this.isConnected)return;this.firstNew=e.messages.find(({unread:e})=>e)?.id??null,Object.assign(this,{detail:t,talk:e,me:n.me.username,rhythm:n.live_poll_seconds??this.rhythm,lastNews:Date.now()}),await this.begin()}catch(t){e.thread===this.thread&&(this.error=t)}}fetchDetail(){return this.client.get(`threads/${this.thread}/`)}async begin(){await this.updateComplete,this.message?await this.land(this.message):this.firstNew?this.scroller.bring(`.new`,.1):this.toEnd(),this.scroller.watch(),this.poller.start()}async land(e){let{talk:t}=this;if(!t)return;let n=await t.reach(e).catch(()=>!1);if(t!==this.talk)return;this.landed=e,this.problem=n?``:O(`That message could not be found here.`),this.scroller.following=!1,this.requestUpdate(),await this.updateComplete;let r=this.find(`#message-${e}`);if(!r)return this.toEnd();this.scroller.bring(`#message-${e}`,.3),r.focus({preventScroll:!0})}async poll(){let{talk:e}=this;if(!e||!this.view.now)return;let t=await e.poll();e===this.talk&&(t&&await this.grown(t),await this.markRead())}async grown(e){(!e.length||e.some(({event:e})=>e))&&(this.detail=await this.fetchDetail()),this.requestUpdate(),await this.updateComplete,e.length&&(this.lastNews=Date.now(),this.scroller.following?this.toEnd():this.below+=e.length)}async markRead(){let{talk:e}=this,t=this.scroller.newestShown();if(e&&t&&!this.marking&&this.view.now&&e.messages.some(({id:e,unread:n})=>n&&e<=t)){this.marking=!0;try{await this.client.post(`threads/${e.thread}/read/`,{up_to:t}),e.markRead(t),this.emit(`proserva-read`,{thread:e.thread})}finally{this.marking=!1}}}toEnd(){this.below=0,this.scroller.toEnd()}scrolled(){this.scroller.moved()&&(this.below=0),this.markRead().catch(()=>void 0)}async showOlder(){let{talk:e}=this;e&&!this.busy&&(this.busy=!0,await this.scroller.holding(async()=>{this.problem=await e.loadOlder().then(()=>``,P),this.requestUpdate(),await this.updateComplete,this.busy=!1}),e.older||this.scroller.area?.focus({preventScroll:!0}))}async sent(e){let{sent:t}=e.currentTarget;t&&this.talk&&(this.talk.add([t]),this.firstNew=null,this.requestUpdate(),await this.updateComplete,this.toEnd(),this.poller.now())}async set(e){this.detail&&(this.problem=await da(this.client,this.detail,e))}showPeople(){let{detail:e,me:t}=this;$i(this,`proserva-people-dialog`,{detail:e,me:t},()=>this.find(`.facts`)).addEventListener(`changed`,e=>this.changed(e.detail))}changed(e){this.detail?.id===e.id&&(this.detail=e),this.poller.now()}async rename(e){this.renaming=e,await this.updateComplete,this.find(e?`proserva-rename`:`.rename`)?.focus()}renameForm(e){return v`<proserva-rename .api=${this.api} .detail=${e}
      @changed=${e=>this.changed(e.detail)} @close=${()=>void this.rename(!1)}></proserva-rename>`}row(e,t){let n=e.id===this.firstNew,r=e.id===this.landed;return v`${oa(e,{before:t,all:!this.talk?.older,fresh:n,me:this.me})}
    ${e.event?sa(e,r):Qi(e,{before:n?void 0:t,landed:r,role:this.roleOf(e.sender),resolve:e=>this.client.resolve(e),details:()=>this.showReceipts(e.id)})}`}showReceipts(e){$i(this,`proserva-receipts`,{message:e},()=>this.find(`#message-${e} .receipt`))}roleOf(e){return this.detail?.participants.find(t=>t?.username===e?.username)?.role??e?.role??null}list(e){return v`<div class="scroll" tabindex="0" role="log" aria-live=${this.busy?`off`:`polite`} aria-label=${O(`Messages`)} @scroll=${this.scrolled}>
      ${e.older?v`<button type="button" class="quiet older" ?disabled=${this.busy} @click=${this.showOlder}>
            ${this.busy?O(`Loading…`):O(`Earlier messages`)}
          </button>`:x}
      <ol>${e.messages.map((t,n)=>this.row(t,e.messages[n-1]))}</ol>
    </div>`}composer(e){return e.broadcast?Ri(e,e.broadcast,{api:this.api,resolve:e=>this.client.resolve(e)}):e.can_write?v`<div class="room"><proserva-compose .api=${this.api} .thread=${String(e.id)} .courseId=${e.course.id}
      .to=${Cn(e,this.me)} .mentions=${e.kind===`group`} @proserva-sent=${this.sent}></proserva-compose></div>`:v`<p class="notice" dir="auto">${e.cannot_write_reason||O(`You cannot write here.`)}</p>`}foot(e){return v`<footer class="foot">
      ${this.below?v`<button type="button" class="primary jump" @click=${this.toEnd}>${Dt}${k(`%(count)s new message`,`%(count)s new messages`,this.below)}</button>`:x}
      ${this.composer(e)}
    </footer>`}failure(){return this.error instanceof N&&this.error.status===404?W(M,O(`This conversation is not there, or not for you`),O(`If a link led here, ask whoever sent it.`)):G(P(this.error),()=>void this.open())}render(){let{detail:e,talk:t}=this;if(e&&t)return v`${ia(e,this.me,{set:e=>void this.set(e),people:()=>this.showPeople(),rename:()=>void this.rename(!0),renaming:this.renaming?this.renameForm(e):null})} ${this.problem?v`<p class="notice bad" role="alert">${this.problem}</p>`:x}
      ${Bi(e.disclosures)} ${this.list(t)} ${this.foot(e)}`;let n=this.thread?U(6):W(M,O(`Choose a conversation`));return v`<header class="head bare"><slot name="start"></slot></header>${this.error?this.failure():n}`}};F([w({type:Number})],Q.prototype,`thread`,void 0),F([w({type:Number})],Q.prototype,`message`,void 0),F([T()],Q.prototype,`detail`,void 0),F([T()],Q.prototype,`talk`,void 0),F([T()],Q.prototype,`error`,void 0),F([T()],Q.prototype,`problem`,void 0),F([T()],Q.prototype,`me`,void 0),F([T()],Q.prototype,`busy`,void 0),F([T()],Q.prototype,`renaming`,void 0),F([T()],Q.prototype,`below`,void 0);var pa=f`
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
  .tag { flex: none; padding-inline: 7px; border: 1px solid var(--control); border-radius: 10px; font-size: 12px; font-weight: 600; color: var(--muted); }
  .tag + .course { flex: 1; }
  .course { color: var(--muted); font-size: var(--fs-xs); }
  .unread .name, .unread .preview { font-weight: 700; color: var(--text); }
  .count { flex: none; min-inline-size: 22px; padding-inline: 6px; border-radius: 11px; background: var(--accent); color: #fff; font-size: 12px; font-weight: 700; line-height: 22px; text-align: center; }
  .more { inline-size: 100%; }
  .notice { margin: 8px 12px; }
`,ma=300;function ha(e){switch(e){case`unread`:return W(M,O(`All read`),O(`Nothing is waiting for you.`));case`starred`:return W(pt,O(`Nothing starred`),O(`Star a conversation to find it here again.`));case`archived`:return W(ht,O(`Nothing archived`),O(`Conversations that you archive are kept here. A new message brings them back to your inbox.`));case`sent`:return W(Ct,O(`Nothing sent yet`),O(`Conversations that you have written in are listed here.`));default:return W(M,O(`No messages yet`),O(`Write from a lesson, and the conversation will be kept here for good.`))}}var $=class extends I{constructor(...e){super(...e),this.courseId=``,this.me=``,this.selected=null,this.seconds=20,this.href=()=>`#`,this.filter=`inbox`,this.query=``,this.threads=null,this.cursor=null,this.error=``,this.problem=``,this.busy=!1,this.deep=!1,this.asked=0,this.timer=0,this.poller=new Kt(()=>this.refresh(),()=>this.seconds)}static{this.styles=[I.styles,pa]}connectedCallback(){super.connectedCallback(),this.whileConnected(D(`proserva-sent`,this.poller.now),D(`proserva-arrived`,this.poller.now),D(`proserva-read`,({detail:e})=>this.change(e.thread,{unread:0})),D(`proserva-state`,({detail:{thread:e,...t}})=>this.change(e,t)),()=>this.poller.stop()),this.poller.start()}focus(){(this.find(`.selected a`)??this.find(`.item a`)??this.find(`input`))?.focus()}willUpdate(e){e.has(`courseId`)&&e.get(`courseId`)!==void 0&&this.reload()}updated(e){e.has(`threads`)&&this.threads&&this.dispatchEvent(new CustomEvent(`listed`,{detail:this.threads}))}reload(){Object.assign(this,{threads:null,cursor:null,deep:!1,error:``,problem:``}),this.asked+=1,this.poller.now()}fetch(e){let t=this.filter===`unread`?`inbox`:this.filter,n=this.filter===`unread`;return this.client.get(`threads/`,{course_id:this.courseId,box:t,unread:n,q:this.query.trim(),cursor:e})}async refresh(){let e=this.asked;try{let t=await this.fetch(null);if(e!==this.asked)return;this.threads=this.merge(t.results),this.deep||(this.cursor=t.next_cursor),this.error=``}catch(e){throw this.threads||(this.error=P(e)),e}}merge(e){let t=new Set(e.map(({id:e})=>e)),n=e[e.length-1]?.last_message?.created??``,r=(this.threads??[]).filter(e=>!t.has(e.id)&&this.deep&&(e.last_message?.created??``)<=n);return[...e,...r,...this.keepOpen(t,r)]}keepOpen(e,t){if(this.filter!==`unread`||!this.selected)return[];let n=this.threads?.find(({id:e})=>e===this.selected);return n&&!e.has(n.id)&&!t.includes(n)?[n]:[]}get shown(){let e=this.filter===`starred`||this.filter===`sent`;return this.threads?.filter(({archived:t})=>e||t===(this.filter===`archived`))??null}async more(){this.busy=!0,this.problem=``;try{let e=await this.fetch(this.cursor),t=new Set(this.threads?.map(({id:e})=>e));this.threads=[...this.threads??[],...e.results.filter(({id:e})=>!t.has(e))],this.cursor=e.next_cursor,this.deep=!0}catch(e){this.problem=P(e)}finally{this.busy=!1}}change(e,t){let n=this.threads?.some(t=>t.id===e);this.threads=this.threads?.map(n=>n.id===e?{...n,...t}:n)??null,n||this.poller.now()}show(e){this.filter=e,this.reload()}search(e){this.query=e.target.value,clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.reload(),ma)}choose(e,t){e.metaKey||e.ctrlKey||e.shiftKey||(e.preventDefault(),this.dispatchEvent(new CustomEvent(`choose`,{detail:t.id})))}async star(e){this.problem=await da(this.client,e,`starred`)}moved(e){let t={ArrowDown:1,j:1,ArrowUp:-1,k:-1}[e.key];if(!t||e.metaKey||e.ctrlKey||e.altKey)return;e.preventDefault();let n=[...this.renderRoot.querySelectorAll(`.item a`)],r=this.shadowRoot?.activeElement?.closest(`.item`),i=n.findIndex(e=>e.closest(`.item`)===r);n[Math.min(Math.max(i+t,0),n.length-1)]?.focus()}filters(){let e=[[`inbox`,O(`Inbox`)],[`unread`,O(`Unread`)],[`starred`,O(`Starred`)],[`sent`,O(`Sent`)],[`archived`,O(`Archived`)]];return v`<nav class="filters" aria-label=${O(`Show`)}>
      ${e.map(([e,t])=>v`<button type="button" aria-current=${this.filter===e?`true`:x} @click=${()=>this.show(e)}>${t}</button>`)}
    </nav>`}preview({kind:e,last_message:t}){if(!t)return``;let n=t.preview||(t.has_attachments?O(`File`):``);return t.mine&&!t.event?O(`You: %(words)s`,{words:n}):e===`broadcast`?O(`%(name)s: %(words)s`,{name:R(t.sender),words:n}):n}ended({closed:e,left:t,removed:n}){return!e&&!t?x:v`<span class="tag">${O(t?n?`Removed`:`You left`:`Closed`)}</span>`}item(e){let t=Cn(e,this.me),n=O(`Star the conversation with %(name)s`,{name:t}),r=e.last_message?.created;return v`<li class="item ${e.unread?`unread`:``} ${e.id===this.selected?`selected`:``}">
      <a href=${this.href(e.id)} aria-current=${e.id===this.selected?`true`:x}
        @click=${t=>this.choose(t,e)}>
        ${Dn(e,this.me,e=>this.client.resolve(e))}
        <span class="text">
          <span class="line"><span class="name ellipsis" dir="auto" title=${t}>${t}</span>${r?v`<time class="small dim" datetime=${r} title=${Fn(r)}>${Rn(r)}</time>`:x}</span>
          <span class="line"><span class="preview ellipsis" dir="auto">${this.preview(e)}</span>${e.unread?v`<span class="count" aria-hidden="true">${e.unread}</span><span class="vh">${k(`%(count)s unread`,`%(count)s unread`,e.unread)}</span>`:x}</span>
          <span class="line">${this.ended(e)}<span class="course ellipsis" dir="auto">${e.course.name}</span></span>
        </span>
      </a>
      <button type="button" class="round" aria-pressed=${e.starred} aria-label=${n} title=${n} @click=${()=>void this.star(e)}>
        ${e.starred?mt:pt}
      </button>
    </li>`}content(){if(this.error)return G(this.error,()=>this.reload());let e=this.shown;return e?!e.length&&!this.cursor?this.query.trim()?W(wt,O(`Nothing found`),O(`No conversation here has “%(words)s” in it.`,{words:this.query.trim()})):ha(this.filter):v`<ul @keydown=${this.moved} aria-label=${O(`Conversations`)}>${e.map(e=>this.item(e))}</ul>
      ${this.cursor?v`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${O(`Load more`)}</button>`:x}`:U(8)}render(){return v`<div class="search">${wt}<input type="search" dir=${this.query?`auto`:x} aria-label=${O(`Search messages`)}
          placeholder=${O(`Search messages`)} .value=${this.query} @input=${this.search} /></div>
      ${this.filters()} ${this.problem?v`<p class="notice bad" role="alert">${this.problem}</p>`:x}
      <div class="scroll">${this.content()}</div>`}};F([w({attribute:!1})],$.prototype,`courseId`,void 0),F([w({attribute:!1})],$.prototype,`me`,void 0),F([w({attribute:!1})],$.prototype,`selected`,void 0),F([w({attribute:!1})],$.prototype,`seconds`,void 0),F([w({attribute:!1})],$.prototype,`href`,void 0),F([T()],$.prototype,`filter`,void 0),F([T()],$.prototype,`query`,void 0),F([T()],$.prototype,`threads`,void 0),F([T()],$.prototype,`cursor`,void 0),F([T()],$.prototype,`error`,void 0),F([T()],$.prototype,`problem`,void 0),F([T()],$.prototype,`busy`,void 0);var ga=8e3,_a=class extends I{constructor(...e){super(...e),this.arrival=null,this.timer=0,this.wait=()=>clearTimeout(this.timer),this.resume=()=>{this.wait(),this.arrival&&(this.timer=window.setTimeout(this.done,ga))},this.done=()=>{this.wait(),this.dispatchEvent(new CustomEvent(`done`))}}static{this.styles=[I.styles,f`
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
    `]}connectedCallback(){super.connectedCallback(),this.whileConnected(()=>this.wait())}updated(e){e.has(`arrival`)&&this.resume()}pressed(e){e.key===`Escape`&&this.done()}toast({newest:e,more:t}){let n=kr(e);return v`<div class="toast" @pointerenter=${this.wait} @pointerleave=${this.resume} @focusin=${this.wait} @focusout=${this.resume}
      @keydown=${this.pressed}>
      <a href=${this.client.resolve(e.url)} target=${H()} @click=${t=>Dr(t,e)&&this.done()}>
        ${z(e.sender,e=>this.client.resolve(e))}
        <span class="text">
          <strong dir="auto">${n}</strong>
          <span class="preview" dir="auto">${Ar(e)}</span>
          ${t>0?v`<span class="small dim">${k(`and %(count)s more`,`and %(count)s more`,t)}</span>`:x}
        </span>
      </a>
      <button type="button" class="round" aria-label=${O(`Dismiss`)} @click=${this.done}>${j}</button>
    </div>`}render(){return v`<div role="status">${this.arrival?this.toast(this.arrival):x}</div>`}};F([w({attribute:!1})],_a.prototype,`arrival`,void 0);var va=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},ya=Ir(class extends Lr{constructor(e){if(super(e),e.type!==Fr.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Wr(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=J(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=J(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=J(i[d],a[m]),Vr(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=J(i[f],a[p]),Vr(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=va(o,p,m),u=va(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=Vr(e,i[d]);J(t,a[p]),c[p]=t}else c[p]=J(n,a[p]),Vr(e,i[d],n),i[t]=null;p++}else Gr(i[f]),f--}else Gr(i[d]),d++;for(;p<=m;){let t=Vr(e,c[m+1]);J(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Gr(e)}return this.ut=o,Ur(e,c),b}}),ba=t({ApiError:()=>N,DraftKeeper:()=>wr,Online:()=>yn,Poller:()=>Kt,ProservaElement:()=>I,Uploads:()=>qn,applyMark:()=>_n,attemptFor:()=>un,avatar:()=>z,backIcon:()=>vt,bodyStyles:()=>Li,checkIcon:()=>kt,chevronIcon:()=>Ot,clipIcon:()=>yt,closeIcon:()=>j,composeStyles:()=>Yn,counter:()=>rr,css:()=>f,dateTime:()=>B,dayAndYear:()=>In,dismiss:()=>i,emailWords:()=>vi,empty:()=>W,errorText:()=>P,failed:()=>G,fileIcon:()=>bt,fileIntake:()=>Tr,fileList:()=>or,fileSize:()=>Un,fullTime:()=>Fn,getConfig:()=>E,gettext:()=>O,hint:()=>nr,html:()=>v,icon:()=>A,language:()=>ut,linkTarget:()=>H,loading:()=>U,markBar:()=>sr,messageIcon:()=>M,ngettext:()=>k,nothing:()=>x,others:()=>Sn,peopleCount:()=>wn,peopleIcon:()=>Mt,personName:()=>R,property:()=>w,reasonOf:()=>yi,relativeTime:()=>Bn,repeat:()=>ya,reportHeight:()=>$n,roleName:()=>xn,searchIcon:()=>wt,sendIcon:()=>Ct,state:()=>T,svg:()=>y,textLength:()=>vn,unsafeHTML:()=>Hi}),xa={"proserva-people":X,"proserva-toast":_a,"proserva-feed":q,"proserva-threads":$,"proserva-compose":K,"proserva-preferences":Z,"proserva-receipts":bi,"proserva-people-dialog":si,"proserva-people-panel":ri({detail:{attribute:!1},me:{attribute:!1}}),"proserva-rename":ri({detail:{attribute:!1}}),"proserva-group-options":ri({courseId:{attribute:!1},choice:{attribute:!1},people:{attribute:!1}}),"proserva-thread":Q,"proserva-bell":L,"proserva-inbox":Y,"proserva-message-button":ai,"proserva-person":ui,"proserva-post-button":fi,"proserva-gradebook":Pr,"proserva-announcements":ri({courseId:{attribute:`course-id`},banner:{type:Boolean},current:{},reader:{}},({banner:e,current:t,reader:n})=>e?a(String(n??``),String(t??``))?`absent`:`extra`:`main`),"proserva-broadcast":ri({courseId:{attribute:`course-id`},place:{}}),"proserva-roster":ri({courseId:{attribute:`course-id`}})};Object.assign(globalThis,{proservaMessaging:Reflect.get(globalThis,`proservaMessaging`)??ba});for(let[e,t]of Object.entries(xa))customElements.get(e)||customElements.define(e,t)})();