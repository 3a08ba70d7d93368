"""What must stay secret: the key, the type :class:`Secret`, its store, its one gate, its log.

The law: Luật Tố cáo Đ8.3 (nobody reveals a denouncer's name, address, handwriting or anything
else that identifies), Đ9.1.b, Đ56. donthu's rule: of a paper that may be a denunciation no word
stands in clear in the register; it is sealed here, and the gate alone opens it.

What this does not guard against: somebody who holds both the key file and the data, the
administrator's own debugger, and the drafts in ``outbox/`` that must carry a name.
"""
