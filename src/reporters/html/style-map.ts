/** The treemap and its legend. A cell shows its name where it has room for it, at whatever size it is stretched to. */
export const mapStyle = `
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin-top:1rem;font-size:.92rem}
.legend span{color:var(--soft)}
.key{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin-right:.45rem;vertical-align:-.06rem}
.key.description{background:var(--description)}.key.parameters{background:var(--parameters)}.key.schema{background:var(--schema)}.key.name{background:var(--name)}.key.instructions{background:var(--instructions)}.key.other{background:var(--other)}
.maps{margin-top:.9rem}
.map{position:relative;overflow:hidden;border-radius:.6rem}
.map.wide{display:block;height:660px}
.map.tall{display:none;height:900px}
@media (max-width:700px){.map.wide{display:none}.map.tall{display:block}}
.layer{position:absolute;inset:0}
.layer svg{position:absolute;inset:0;width:100%;height:100%}
path.description{fill:var(--description)}path.parameters{fill:var(--parameters)}path.schema{fill:var(--schema)}path.name{fill:var(--name)}path.instructions{fill:var(--instructions)}path.other{fill:var(--other)}
.layer a,.leaf,.strip,.part{position:absolute;overflow:hidden;container-type:size;color:var(--ink);text-decoration:none}
.layer a,.leaf{box-shadow:inset 0 0 0 1px var(--paper);border-radius:2px}
.layer a:hover,.layer a:focus-visible{outline:2px solid var(--ink);outline-offset:-2px;z-index:1}
.cell>span,.part>span{position:absolute;clip-path:inset(50%)}
.cell>span{inset:0 0 auto;box-sizing:content-box;padding:3px 4px 0 5px;font-size:11.5px;line-height:14px;overflow:hidden;overflow-wrap:normal;text-overflow:ellipsis;font-weight:560;max-height:14px;max-height:round(down,100cqh - 5px,14px)}
.cell small{display:block;font-size:11px;color:inherit;font-weight:400;opacity:.9}
.part>span{right:6px;bottom:3px;font-size:11px;line-height:14px;max-width:calc(100% - 12px);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
@container (min-width:46px) and (min-height:20px){.cell>span{clip-path:none;white-space:nowrap}}
@container (max-height:33.9px){.cell wbr{display:none}}
@container (min-width:46px) and (min-height:34px){.cell>span{white-space:normal}}
@container (min-width:180px) and (min-height:80px){.cell>span{font-size:15px;line-height:19px;padding:6px 8px 0;max-height:round(down,100cqh - 10px,19px)}.cell small{font-size:13px}}
@container (min-width:80px) and (min-height:22px){.part>span{clip-path:none}}
.part{pointer-events:none}
.strip{font-size:12px;line-height:20px;white-space:nowrap;text-overflow:ellipsis;padding:0 3px;color:var(--soft);container-type:normal}
.strip b{color:var(--ink)}
.strip i{font-style:normal}
.strip.of-server b{font-size:13px}
.strip[role]{cursor:zoom-in}
.strip[role]:hover b,.strip[role]:focus-visible b{text-decoration:underline}
.strip:focus-visible{outline-offset:-2px}
.crumbs{margin-top:.75rem}
.detail{margin-top:.5rem;min-height:1.55em;color:var(--soft);font-size:.92rem}`;
