// The types of the REST API, made of openapi.json: npm run schema

export interface paths {
    "/api/proserva_messaging/v1/announcements/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List a course's announcements, pinned ones first and then the newest. */
        get: operations["announcements_list"];
        put?: never;
        /** @description Post an announcement, at once or later; for the course team. */
        post: operations["announcements_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/announcements/{announcement_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show an announcement of a course that I am in. */
        get: operations["announcements_retrieve"];
        put?: never;
        post?: never;
        /** @description Delete an announcement and its notifications; for the course team. */
        delete: operations["announcements_destroy"];
        options?: never;
        head?: never;
        /** @description Change an announcement, publish it or take it down; for the course team. It does not notify again. */
        patch: operations["announcements_partial_update"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/announcements/{announcement_id}/dismiss/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Dismiss an announcement's banner for me, until its text changes. */
        post: operations["announcements_dismiss_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/announcements/{announcement_id}/seen/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Mark an announcement as seen by me. Its notification no longer rings. */
        post: operations["announcements_seen_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/announcements/banner/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show the announcement above a course's pages for me: the pinned or the newest one. */
        get: operations["announcements_banner_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/attachments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Upload a file. It is mine alone until I send it. */
        post: operations["attachments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/attachments/{attachment_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description Download a file. No content of a file ever opens as a page of this site. A file that a virus scanner has not
         *     passed yet is a 409, and one that was removed because of a virus a 410.
         */
        get: operations["attachments_retrieve"];
        put?: never;
        post?: never;
        /** @description Discard a file that I have not sent. */
        delete: operations["attachments_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/audit/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List what others did that concerns me, such as opening my conversations, the newest first. */
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/blocks/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the people that I have blocked, the last first. */
        get: operations["blocks_list"];
        put?: never;
        /** @description Block a learner of a conversation. A repetition returns the first block. */
        post: operations["blocks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/blocks/{block_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Unblock a person. */
        delete: operations["blocks_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the broadcasts of a course that I teach, the newest first. */
        get: operations["broadcasts_list"];
        put?: never;
        /** @description Send a text to many people. It can be undone for a while. */
        post: operations["broadcasts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/{broadcast_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show a broadcast of a course that I teach, and its progress. */
        get: operations["broadcasts_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Change a broadcast of mine before its sending begins. */
        patch: operations["broadcasts_edit"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/{broadcast_id}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Cancel a broadcast of mine before its sending begins. */
        post: operations["broadcasts_cancel_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/{broadcast_id}/recipients/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the outcome of a broadcast for each recipient; with `format=csv`, for all of them, as a file. */
        get: operations["broadcast_recipients_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/{broadcast_id}/reply/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Reply to a broadcast that I received. Only its sender gets the reply. */
        post: operations["broadcasts_reply_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/{broadcast_id}/retry/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Retry the failed emails of a broadcast; with `unknown`, also those whose outcome is unknown. */
        post: operations["broadcasts_retry_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/{broadcast_id}/send_now/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Send a waiting broadcast of mine at once. */
        post: operations["broadcasts_send_now_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/preview/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Show a text as one of its readers will see it, and the number of its readers. Nothing is sent. */
        post: operations["broadcasts_preview_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/segments/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show the audiences to choose from in a course that I teach. */
        get: operations["broadcasts_segments_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/templates/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the templates of a course that I teach, by name. */
        get: operations["templates_list"];
        put?: never;
        /** @description Save a template for a course team. */
        post: operations["templates_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/templates/{template_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Delete a template of mine. */
        delete: operations["templates_delete"];
        options?: never;
        head?: never;
        /** @description Change a template of mine. */
        patch: operations["templates_edit"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/broadcasts/test/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Send a text to myself alone. */
        post: operations["broadcasts_test_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/care/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the alerts that I may handle, without the text of their messages. */
        get: operations["care_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/care/{alert_id}/open/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Open the message of an alert. Its writer sees who opened it, when and why. */
        post: operations["care_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/care/{alert_id}/outcome/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Record the outcome of an alert. */
        post: operations["care_outcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/config/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show who I am, and the limits. */
        get: operations["config_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/courses/{course_id}/cohorts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the cohorts that I may start a group from, by name. */
        get: operations["cohorts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/courses/{course_id}/recipients/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the people I may write to in a course, the course team first. One of them is the default. */
        get: operations["recipients_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/courses/{course_id}/roster/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the learners of a course that I teach, by username. */
        get: operations["roster_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show the state of my download. */
        get: operations["export_retrieve"];
        put?: never;
        /** @description Have a download of my messages made. It replaces an earlier one; one that is being made goes on. */
        post: operations["export_create"];
        /** @description Delete my download, or stop making it. */
        delete: operations["export_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/export/file/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Download my messages. */
        get: operations["export_file_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/messages/{message_id}/emails/retry/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Retry the emails of a message of mine that failed, or whose outcome is unknown. */
        post: operations["emails_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/messages/{message_id}/receipts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the receipts of a message of mine. */
        get: operations["receipts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/messages/{message_id}/report/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Report a message of another person that I can see. A repeated report returns the first one. */
        post: operations["messages_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/notifications/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List my notifications, the newest first. */
        get: operations["notifications_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/notifications/count/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description Count the notifications that ring, to 100 at most. Respond with 304 if nothing has changed since the ETag of
         *     an earlier response.
         */
        get: operations["notifications_count_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/notifications/read/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Mark my notifications as read, up to the newest that was shown. No message becomes seen. */
        post: operations["notifications_read_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/people/{username}/courses/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show a person, and the courses in which I may write to them. Without such a course, they are not found. */
        get: operations["people_courses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/preferences/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show my choice of emails. */
        get: operations["preferences_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Change my choice of emails, for all courses or for one. */
        patch: operations["preferences_partial_update"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/preferences/name/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show how texts greet me. */
        get: operations["preferences_name_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Change how texts greet me. An empty name means the first name of my account. */
        patch: operations["preferences_name_partial_update"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/reports/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the reports of a course that I may handle, or without a course those that go to the site. */
        get: operations["reports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/reports/{report_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show a report that I may handle, with the messages that it shares. */
        get: operations["reports_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/reports/{report_id}/outcome/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Record the outcome of a report. */
        post: operations["reports_outcome_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/reports/{report_id}/restriction/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Allow the sender of a reported message to write to classmates again. */
        delete: operations["reports_restriction_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List my threads, the most recently active first. */
        get: operations["threads_list"];
        put?: never;
        /** @description Send a first message to one person, or start a group with it. */
        post: operations["threads_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/{thread_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Show a thread that I am in. */
        get: operations["threads_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Change a thread that I own. If one change is refused, none is made. */
        patch: operations["threads_partial_update"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/{thread_id}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description List a thread's messages, the newest first. With `after`, respond with 304 if nothing has happened in the
         *     thread since the ETag of an earlier response.
         */
        get: operations["messages_list"];
        put?: never;
        /** @description Send a message to a thread that I am in. */
        post: operations["messages_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/{thread_id}/participants/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description List the participants of a thread of mine, in the order in which they joined. */
        get: operations["participants_list"];
        put?: never;
        /** @description Add people, or whole cohorts, to a thread of mine. If one of them can't be added, none is. */
        post: operations["participants_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/{thread_id}/participants/{username}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Remove a participant from a group. With my own username, leave the group. */
        delete: operations["threads_participants_destroy"];
        options?: never;
        head?: never;
        /** @description Change the role or the permissions of a participant in a thread that I own. */
        patch: operations["threads_participants_partial_update"];
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/{thread_id}/read/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Mark the messages that were shown to me as read. */
        post: operations["threads_read_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proserva_messaging/v1/threads/{thread_id}/state/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Star, archive or mute a thread for myself. */
        patch: operations["threads_state_partial_update"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The reader's permissions in a thread. */
        Abilities: {
            add: boolean;
            close: boolean;
            hand_over: boolean;
            keep_in_step: boolean;
            leave: boolean;
            remove: boolean;
            rename: boolean;
            set_group_chat: boolean;
            set_permissions: boolean;
        };
        /** @description The outcome of an alert. */
        AlertOutcomeInput: {
            outcome: components["schemas"]["AlertOutcomeInputOutcomeEnum"];
        };
        /**
         * @description * `false_alarm` - false_alarm
         *     * `contacted` - contacted
         *     * `passed` - passed
         * @enum {string}
         */
        AlertOutcomeInputOutcomeEnum: "false_alarm" | "contacted" | "passed";
        /**
         * @description An announcement as one person in the course sees it. `state` is one of `Announcement.State`; an edit must send
         *     `version`; `ring` and `email` are the author's choices; `edited` is the last change of a published text.
         */
        Announcement: {
            attachments: components["schemas"]["Attachment"][];
            author: components["schemas"]["Person"] | null;
            body: string;
            body_html: string;
            can_edit: boolean;
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            /** @description Whether you dismissed the banner of this text */
            dismissed: boolean;
            /**
             * Format: date-time
             * @description When its text last changed after it was published
             */
            edited: string | null;
            email: boolean;
            /** Format: date-time */
            expires_at: string | null;
            id: number;
            pinned: boolean;
            /** Format: date-time */
            publish_at: string | null;
            ring: boolean;
            state: components["schemas"]["AnnouncementStateEnum"];
            title: string;
            unread: boolean;
            /** @description Its page */
            url: string;
            version: number;
        };
        /** @description A new announcement. */
        AnnouncementInput: {
            attachments?: number[];
            body: string;
            course_id: string;
            /** @description Email all learners (off by default) */
            email?: boolean;
            /** Format: date-time */
            expires_at?: string | null;
            pinned?: boolean;
            /**
             * Format: date-time
             * @description null: a draft; left out: now
             */
            publish_at?: string | null;
            /** @description Notify all learners by the bell (default) */
            ring?: boolean;
            title: string;
        };
        /**
         * @description * `draft` - Draft
         *     * `scheduled` - Scheduled
         *     * `published` - Published
         *     * `expired` - Expired
         *     * `unpublished` - Unpublished
         * @enum {string}
         */
        AnnouncementStateEnum: "draft" | "scheduled" | "published" | "expired" | "unpublished";
        /** @description An assignment of the course. */
        Assignment: {
            label: string;
            usage_key: string;
        };
        /**
         * @description A file of a message. `size` is in bytes.
         *
         *     `state` is `ready`, `held` until the virus scanner has checked the file, or `infected` if it contained a virus and
         *     its content was deleted. Only a ready file can be downloaded.
         */
        Attachment: {
            content_type: string;
            id: number;
            name: string;
            size: number;
            state: components["schemas"]["AttachmentStateEnum"];
            url: string;
        };
        /** @description A file to upload. The action checks its size, type and name. */
        AttachmentInput: {
            course_id: string;
            /** Format: uri */
            file: string;
        };
        /** @description The limits of attachments. */
        AttachmentLimits: {
            extensions: string[];
            max_bytes: number;
            max_count: number;
        };
        /**
         * @description * `ready` - ready
         *     * `held` - held
         *     * `infected` - infected
         * @enum {string}
         */
        AttachmentStateEnum: "ready" | "held" | "infected";
        /** @description The recipients of a broadcast. A key that does not belong to `who` is refused. */
        Audience: {
            cohorts?: number[];
            days?: number;
            /** @default false */
            include_team: boolean;
            modes?: string[];
            /** @description A percentage */
            score?: number;
            usage_key?: string;
            usernames?: string[];
            who: components["schemas"]["WhoEnum"];
        };
        /** @description A mode or a cohort, with its size. */
        AudienceCohort: {
            id: number;
            name: string;
            size: number;
        };
        /** @description The short form of the announcement that one person sees above the course pages. */
        Banner: {
            /** Format: date-time */
            edited: string | null;
            id: number;
            pinned: boolean;
            preview: string;
            /** Format: date-time */
            publish_at: string;
            title: string;
            unread: boolean;
            url: string;
            version: number;
        };
        /** @description The banner, if there is one. */
        BannerAnswer: {
            banner: components["schemas"]["Banner"] | null;
        };
        /** @description A block as the person who set it sees it. `person` is None for a deleted or retired account. */
        Block: {
            /** Format: date-time */
            created: string;
            id: number;
            person: components["schemas"]["Person"] | null;
        };
        /** @description A person to block, and a conversation with them. */
        BlockInput: {
            /** Format: int64 */
            thread: number;
            username: string;
        };
        BlockPage: {
            next_cursor: string | null;
            results: components["schemas"]["Block"][];
        };
        /** @description A page of a course's announcements, with the reader's right to post, and the time zone of the site. */
        Board: {
            /** @description Whether you may post here: you are in the course team */
            can_post: boolean;
            next_cursor: string | null;
            results: components["schemas"]["Announcement"][];
            /** @description The course's */
            time_zone: string;
        };
        /** @description A broadcast as the course team sees it, with merge fields unfilled. */
        Broadcast: {
            attachments: components["schemas"]["Attachment"][];
            audience: {
                [key: string]: unknown;
            };
            audience_text: string;
            /** Format: date-time */
            began: string | null;
            body: string;
            body_html: string;
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            editable_until: string;
            /** Format: date-time */
            finished: string | null;
            id: number;
            message: number;
            mine: boolean;
            notify_email: boolean;
            progress: components["schemas"]["Progress"];
            /** Format: date-time */
            send_at: string;
            sender: components["schemas"]["Person"] | null;
            state: components["schemas"]["BroadcastStateEnum"];
            stopped_reason: string;
            subject: string;
            thread: number;
            undo_seconds: number;
        };
        /** @description A broadcast to send. */
        BroadcastInput: {
            attachments?: number[];
            audience?: components["schemas"]["Audience"];
            body: string;
            course_id: string;
            /** @default true */
            notify_email: boolean;
            /** Format: date-time */
            send_at?: string | null;
            subject: string;
        };
        BroadcastPage: {
            next_cursor: string | null;
            results: components["schemas"]["Broadcast"][];
        };
        /**
         * @description The broadcast of a thread, as its reader may see it. `cannot_reply_reason` is a sentence, empty if the reader can
         *     reply; `report_url` is empty except for the course team.
         */
        BroadcastRef: {
            cannot_reply_reason: string;
            everyone: boolean;
            id: number;
            mine: boolean;
            report_url: string;
        };
        /** @description The delivery of a broadcast to one recipient. */
        BroadcastRow: {
            email: components["schemas"]["EmailReceipt"] | null;
            /** Format: date-time */
            in_bell_at: string | null;
            person: components["schemas"]["Person"] | null;
            /** Format: date-time */
            seen_at: string | null;
            skipped_reason: string;
            state: components["schemas"]["BroadcastRowStateEnum"];
        };
        BroadcastRowPage: {
            next_cursor: string | null;
            results: components["schemas"]["BroadcastRow"][];
        };
        /**
         * @description * `waiting` - waiting
         *     * `in_bell` - in_bell
         *     * `skipped` - skipped
         * @enum {string}
         */
        BroadcastRowStateEnum: "waiting" | "in_bell" | "skipped";
        /**
         * @description * `scheduled` - scheduled
         *     * `sending` - sending
         *     * `sent` - sent
         *     * `cancelled` - cancelled
         *     * `stopped` - stopped
         * @enum {string}
         */
        BroadcastStateEnum: "scheduled" | "sending" | "sent" | "cancelled" | "stopped";
        /**
         * @description An alert in the queue, without the text of its message. `url` opens the message for a reader who is in its
         *     conversation; it is empty for others, who open it with a reason. `outcomes` are those that can be chosen now.
         */
        CareAlert: {
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            handled: string | null;
            handler: components["schemas"]["Person"] | null;
            id: number;
            outcome: string;
            outcomes: string[];
            state: components["schemas"]["CareAlertStateEnum"];
            url: string;
            writer: components["schemas"]["Person"] | null;
        };
        /** @description A page of the queue, and the number of all open alerts in it. */
        CareAlertPage: {
            next_cursor: string | null;
            /** @description The number of all open ones */
            open: number;
            results: components["schemas"]["CareAlert"][];
        };
        /**
         * @description * `open` - open
         *     * `handled` - handled
         * @enum {string}
         */
        CareAlertStateEnum: "open" | "handled";
        /** @description The number of alerts of care that ring, 100 at most, and the path of their page. */
        CareBell: {
            ringing: number;
            url: string;
        };
        /** @description A cohort from which a group can be started, and its size. */
        Cohort: {
            id: number;
            name: string;
            size: number;
        };
        /** @description The cohorts that I may start a group from. */
        Cohorts: {
            results: components["schemas"]["Cohort"][];
        };
        /** @description The configuration that a client needs before it starts. */
        Config: {
            attachments: components["schemas"]["AttachmentLimits"];
            group_max_people: number;
            inbox_url: string;
            live_poll_seconds: components["schemas"]["LivePoll"];
            me: components["schemas"]["Me"];
            message_max_length: number;
            more_url: string;
            poll_seconds: number;
            undo_seconds: number;
        };
        /** @description The subject of a message. */
        Context: {
            /** @description How many times the sender has submitted it */
            attempts?: number;
            /**
             * Format: date-time
             * @description When it is due for the sender
             */
            due?: string;
            excerpt: string;
            kind: components["schemas"]["KindEnum"];
            label: string;
            path: string[];
            /**
             * Format: date-time
             * @description When the sender last submitted it
             */
            submitted_at?: string;
            url: string;
        };
        /** @description The subject of a message: a block, a discussion, or a page of this site with its label. */
        ContextInput: {
            discussion_thread_id?: string;
            label?: string;
            url?: string;
            usage_key?: string;
        };
        /** @description The number of notifications that ring. */
        Count: {
            count: number;
        };
        /** @description A course of a thread. If the platform no longer has it, its name is its id. */
        Course: {
            id: string;
            name: string;
            url: string;
        };
        /** @description The choice for one course. */
        CoursePreference: {
            course: components["schemas"]["Course"];
            email: components["schemas"]["EmailEnum"];
        };
        /** @description A disclosure: a person outside a thread opened it, with the time and the reason. */
        Disclosure: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"] | null;
            reason: string;
        };
        /** @description Whether its banner is dismissed. */
        Dismissed: {
            dismissed: boolean;
        };
        /** @description The version that was dismissed. */
        DismissInput: {
            /**
             * Format: int64
             * @description The version that was shown, by default the newest
             */
            version?: number;
        };
        /**
         * @description * `each` - An email for each message
         *     * `daily` - One email a day with all messages
         *     * `none` - No emails
         * @enum {string}
         */
        EmailEnum: "each" | "daily" | "none";
        /** @description The state of the email of one delivery. */
        EmailReceipt: {
            /** Format: date-time */
            at: string | null;
            reason: string;
            state: components["schemas"]["EmailReceiptStateEnum"];
        };
        /**
         * @description * `pending` - pending
         *     * `sending` - sending
         *     * `digest` - digest
         *     * `sent` - sent
         *     * `failed` - failed
         *     * `skipped` - skipped
         *     * `unknown` - unknown
         * @enum {string}
         */
        EmailReceiptStateEnum: "pending" | "sending" | "digest" | "sent" | "failed" | "skipped" | "unknown";
        /** @description The number of emails of a broadcast in each state. */
        Emails: {
            digest: number;
            failed: number;
            pending: number;
            sent: number;
            skipped: number;
            unknown: number;
        };
        /** @description A merge field that is empty for `people` of an audience; `at_least` that many if only a sample was checked. */
        EmptyField: {
            at_least: boolean;
            field: string;
            people: number;
        };
        /** @description Every error. */
        Error: {
            code: string;
            fields: {
                [key: string]: string[];
            };
            message: string;
        };
        /** @description A system message: an event of a thread as a sentence and as data. `people` are only the first few. */
        Event: {
            actor: components["schemas"]["Person"] | null;
            /**
             * @description `all` or `none` if people were added, else null
             * @enum {unknown}
             */
            history: "all" | "none" | null;
            /** @description The first few */
            people: components["schemas"]["Person"][];
            people_count: number;
            text: string;
            type: string;
        };
        /**
         * @description The state of a person's export: `none`, `waiting` or `ready`. The other values are None until they are known.
         *
         *     `left_out` is the number of files and conversations that could not be included, `url` the download's path.
         */
        Export: {
            /** Format: date-time */
            created: string | null;
            /**
             * Format: date-time
             * @description When it is deleted
             */
            expires: string | null;
            /** @description How many files and conversations could not be included */
            left_out: number | null;
            /** Format: date-time */
            ready_at: string | null;
            /** @description In bytes */
            size: number | null;
            state: components["schemas"]["ExportStateEnum"];
            /** @description The path of the file */
            url: string | null;
        };
        /**
         * @description * `none` - none
         *     * `waiting` - waiting
         *     * `ready` - ready
         * @enum {string}
         */
        ExportStateEnum: "none" | "waiting" | "ready";
        /** @description A merge field, with a real learner's value as an example. */
        Field: {
            example: string;
            label: string;
            name: string;
        };
        /**
         * @description * `all` - all
         *     * `none` - none
         * @enum {string}
         */
        HistoryEnum: "all" | "none";
        /**
         * @description * `block` - block
         *     * `discussion` - discussion
         *     * `page` - page
         *     * `broadcast` - broadcast
         * @enum {string}
         */
        KindEnum: "block" | "discussion" | "page" | "broadcast";
        /** @description The newest message of a thread, as an inbox shows it. */
        LastMessage: {
            /** Format: date-time */
            created: string;
            /** @description Whether it is a system message */
            event: boolean;
            has_attachments: boolean;
            id: number;
            mine: boolean;
            preview: string;
            sender: components["schemas"]["Person"] | null;
        };
        /** @description The poll interval of an open conversation, in seconds. */
        LivePoll: {
            active: number;
            idle: number;
        };
        /** @description The person who asks. */
        Me: {
            name: string;
            username: string;
        };
        /**
         * @description A message as its reader sees it. `receipts` is None except for its sender. `blocked`: the reader has blocked the
         *     sender, so that a client shows the text only on request. `removed`: after a report, so that the text says so.
         *     `help`: after sending a message with a sign of distress, where its writer finds help.
         */
        Message: {
            attachments: components["schemas"]["Attachment"][];
            blocked: boolean;
            body: string;
            body_html: string;
            context: components["schemas"]["Context"] | null;
            /** Format: date-time */
            created: string;
            event: components["schemas"]["Event"] | null;
            help: string | null;
            id: number;
            mentions_me: boolean;
            mine: boolean;
            receipts: components["schemas"]["ReceiptSummary"] | null;
            removed: boolean;
            sender: components["schemas"]["Person"] | null;
            thread: number;
            unread: boolean;
        };
        /** @description A message to send. */
        MessageInput: {
            attachments?: number[];
            body: string;
            context?: components["schemas"]["ContextInput"] | null;
        };
        MessagePage: {
            next_cursor: string | null;
            results: components["schemas"]["Message"][];
        };
        /** @description A mode or a cohort, with its size. */
        Mode: {
            id: string;
            name: string;
            size: number;
        };
        /** @description A text in braces that is not a field, but may have been meant as one. */
        NearMiss: {
            field: string;
            typed: string;
        };
        /**
         * @description An item of the bell's feed. `unread` is true while it rings, `event` for a system message; `announcement` is the
         *     id of its announcement, None for other messages.
         */
        Notification: {
            /** @description The id of the announcement it is about */
            announcement: number | null;
            context_label: string;
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            event: boolean;
            id: number;
            mentions_me: boolean;
            message: number;
            preview: string;
            sender: components["schemas"]["Person"] | null;
            thread: number;
            thread_title: string;
            unread: boolean;
            url: string;
        };
        /** @description A page of notifications. `care`, on the first page: the alerts that ring, for a care contact; None without. */
        NotificationPage: {
            care: components["schemas"]["CareBell"] | null;
            next_cursor: string | null;
            results: components["schemas"]["Notification"][];
        };
        /** @description The notifications that were shown. */
        NotificationsReadInput: {
            /**
             * Format: int64
             * @description The newest notification that was shown, by default all
             */
            up_to?: number;
        };
        NullEnum: null;
        /** @description The message of an alert, for a reader who has opened it. `removed`: its text was removed. */
        OpenedMessage: {
            body_html: string;
            /** Format: date-time */
            created: string;
            id: number;
            removed: boolean;
            writer: components["schemas"]["Person"] | null;
        };
        /** @description The outcome of a report. */
        OutcomeInput: {
            outcome: components["schemas"]["OutcomeInputOutcomeEnum"];
        };
        /**
         * @description * `none` - none
         *     * `warned` - warned
         *     * `removed` - removed
         *     * `restricted` - restricted
         *     * `passed` - passed
         * @enum {string}
         */
        OutcomeInputOutcomeEnum: "none" | "warned" | "removed" | "restricted" | "passed";
        /**
         * @description A participant of a thread. `may_add` and `may_remove` are their effective permissions; those with `own_` are set
         *     for this person, None if the thread's setting applies. All are None for a reader who has left. `blocked`: by the
         *     reader.
         */
        Participant: {
            blocked: boolean;
            can: components["schemas"]["ParticipantAbilities"];
            image_url: string;
            /** Format: date-time */
            joined: string | null;
            may_add: boolean | null;
            may_remove: boolean | null;
            name: string;
            /** @description null: the thread's setting applies */
            own_may_add: boolean | null;
            /** @description null: the thread's setting applies */
            own_may_remove: boolean | null;
            /** @enum {unknown} */
            role: "instructor" | "staff" | "learner" | null;
            /** @enum {unknown} */
            thread_role: "owner" | "member";
            username: string;
        };
        /** @description The reader's permissions over a participant. */
        ParticipantAbilities: {
            block: boolean;
            make_owner: boolean;
            remove: boolean;
        };
        ParticipantPage: {
            next_cursor: string | null;
            results: components["schemas"]["Participant"][];
        };
        /** @description The people or cohorts to add to a thread, and how much of its history they see. */
        ParticipantsInput: {
            cohorts?: number[];
            history: components["schemas"]["HistoryEnum"];
            /**
             * @description Sync the members with the cohorts
             * @default false
             */
            keep_in_step: boolean;
            usernames?: string[];
        };
        /** @description A change of an announcement. Fields that are left out stay as they are. */
        PatchedAnnouncementChange: {
            attachments?: number[];
            body?: string;
            /** @description Email all learners (off by default) */
            email?: boolean;
            /** Format: date-time */
            expires_at?: string | null;
            pinned?: boolean;
            /**
             * Format: date-time
             * @description null: a draft; left out: now
             */
            publish_at?: string | null;
            /** @description true publishes it now, or again; false takes it down, or makes it a draft */
            published?: boolean;
            /** @description Notify all learners by the bell (default) */
            ring?: boolean;
            title?: string;
            /**
             * Format: int64
             * @description The version that was changed: 409 if it is not the newest
             */
            version?: number;
        };
        /** @description A change of a broadcast. Fields that are left out stay as they are. */
        PatchedBroadcastPatch: {
            attachments?: number[];
            audience?: components["schemas"]["Audience"];
            body?: string;
            notify_email?: boolean;
            /** Format: date-time */
            send_at?: string;
            subject?: string;
        };
        /** @description A change of a participant's role and permissions; null means the thread's own setting. */
        PatchedParticipantChange: {
            /** @description Makes them an owner, and me a member */
            hand_over?: boolean;
            may_add?: boolean | null;
            may_remove?: boolean | null;
            role?: components["schemas"]["RoleEnum"];
        };
        /** @description A choice of emails, for all courses or for one; null resets a course to the choice for all. */
        PatchedPreferencesInput: {
            course_id?: string;
            email?: components["schemas"]["EmailEnum"] | components["schemas"]["NullEnum"];
        };
        /** @description How texts greet a person. */
        PatchedPreferredNameInput: {
            name?: string;
        };
        /** @description Changes of my own view of a thread. */
        PatchedStateInput: {
            archived?: boolean;
            muted?: boolean;
            starred?: boolean;
        };
        /** @description A change of a template. Fields that are left out stay as they are. */
        PatchedTemplatePatch: {
            body?: string;
            name?: string;
            subject?: string;
        };
        /** @description A change of a thread. Fields that are left out stay as they are. */
        PatchedThreadChange: {
            closed?: boolean;
            group_chat?: boolean;
            /** @description Sync the members with its cohorts */
            keep_in_step?: boolean;
            members_may_add?: boolean;
            members_may_remove?: boolean;
            title?: string;
        };
        /** @description A person as others see them. `role` is their role in the current course, None if it was not requested. */
        Person: {
            image_url: string;
            name: string;
            /** @enum {unknown} */
            role: "instructor" | "staff" | "learner" | null;
            username: string;
        };
        /** @description A person's choice of emails: for all courses, and for those with a choice of their own. */
        Preferences: {
            courses: components["schemas"]["CoursePreference"][];
            email: components["schemas"]["EmailEnum"];
        };
        /** @description The name that a person chose, empty if they chose none, and the one that is used then. */
        PreferredNameInfo: {
            /** @description The name used if none is chosen */
            default: string;
            /** @description The chosen name; empty if none was chosen */
            name: string;
        };
        /** @description A broadcast to `count` people as `sample` will see it. `sample` is None for an empty audience. */
        Preview: {
            count: number;
            email_html: string;
            email_text: string;
            empty_fields: components["schemas"]["EmptyField"][];
            html: string;
            near_misses: components["schemas"]["NearMiss"][];
            sample: components["schemas"]["Person"] | null;
            subject: string;
        };
        /** @description A broadcast to preview. */
        PreviewInput: {
            attachments?: number[];
            audience?: components["schemas"]["Audience"];
            body: string;
            course_id: string;
            subject: string;
        };
        /**
         * @description An action by another person that concerns the reader. `by` is empty if an operator or the product did it;
         *     `thread` is empty unless the reader is or was in it.
         */
        PrivacyEntry: {
            action: string;
            by: components["schemas"]["Person"] | null;
            course: components["schemas"]["Course"] | null;
            /** Format: date-time */
            created: string;
            id: number;
            /** @description Given for the opening of a conversation */
            reason: string;
            text: string;
            thread: number | null;
        };
        PrivacyEntryPage: {
            next_cursor: string | null;
            results: components["schemas"]["PrivacyEntry"][];
        };
        /** @description The progress of a broadcast. `total` is the size of its audience; before it begins, an estimate. */
        Progress: {
            emails: components["schemas"]["Emails"];
            in_bell: number;
            seen: number;
            skipped: number;
            total: number;
        };
        /** @description The number of messages that were marked as read. */
        Read: {
            read: number;
        };
        /** @description The messages that were shown. */
        ReadInput: {
            /**
             * Format: int64
             * @description The newest message that was shown
             */
            up_to: number;
        };
        /**
         * @description * `harassment` - harassment
         *     * `cheating` - cheating
         *     * `spam` - spam
         *     * `danger` - danger
         *     * `other` - other
         * @enum {string}
         */
        ReasonEnum: "harassment" | "cheating" | "spam" | "danger" | "other";
        /** @description The reason for opening a message of others, which its writer sees. */
        ReasonInput: {
            /** @description Not needed in my own conversation */
            reason?: string;
        };
        /** @description The receipt of a message for one recipient. */
        Receipt: {
            email: components["schemas"]["EmailReceipt"] | null;
            person: components["schemas"]["Person"] | null;
            /** Format: date-time */
            seen_at: string | null;
        };
        ReceiptPage: {
            next_cursor: string | null;
            results: components["schemas"]["Receipt"][];
        };
        /** @description The number of a message's recipients and of those who have seen it, and the time of the last. */
        ReceiptSummary: {
            recipients: number;
            seen: number;
            /** Format: date-time */
            seen_at: string | null;
        };
        /** @description A person as others see them. `role` is their role in the current course, None if it was not requested. */
        Recipient: {
            image_url: string;
            is_default: boolean;
            name: string;
            /** @enum {unknown} */
            role: "instructor" | "staff" | "learner" | null;
            username: string;
        };
        /**
         * @description The people to write to. `care` is a sentence to show before, if messages of the course are checked for signs of
         *     distress.
         */
        RecipientPage: {
            care: string;
            next_cursor: string | null;
            results: components["schemas"]["Recipient"][];
        };
        /** @description A reply to a broadcast, which is its context. */
        ReplyInput: {
            attachments?: number[];
            body: string;
        };
        /**
         * @description A report with all that it shares. `messages` is empty once it was handled. `outcomes` are those that the reader
         *     can choose now; `restricted`: the sender cannot write to classmates in this course.
         */
        ReportDetail: {
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            handled: string | null;
            handler: components["schemas"]["Person"] | null;
            id: number;
            messages: components["schemas"]["SharedText"][];
            note: string;
            outcome: string;
            outcomes: string[];
            reason: components["schemas"]["ReasonEnum"];
            reporter: components["schemas"]["Person"] | null;
            restricted: boolean;
            route: components["schemas"]["RouteEnum"];
            sender: components["schemas"]["Person"] | null;
            state: string;
        };
        /** @description A report of a message, and how much around it is shared with those who handle it. */
        ReportInput: {
            /**
             * @description Sends it to the site instead of the course team
             * @default false
             */
            about_team: boolean;
            /**
             * @description How many later messages to share
             * @default 0
             */
            after: number;
            /**
             * @description How many earlier messages to share
             * @default 0
             */
            before: number;
            note?: string;
            reason: components["schemas"]["ReasonEnum"];
        };
        /** @description A page of the queue, and the number of all open reports in it. */
        ReportPage: {
            next_cursor: string | null;
            /** @description The number of all open ones */
            open: number;
            results: components["schemas"]["ReportRow"][];
        };
        /** @description A report in the queue. `reporter` and `sender` (of the message) are None for a deleted or retired account. */
        ReportRow: {
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            handled: string | null;
            handler: components["schemas"]["Person"] | null;
            id: number;
            outcome: string;
            reason: components["schemas"]["ReasonEnum"];
            reporter: components["schemas"]["Person"] | null;
            route: components["schemas"]["RouteEnum"];
            sender: components["schemas"]["Person"] | null;
            state: string;
        };
        /** @description The number of emails that are sent again. */
        Retried: {
            retried: number;
        };
        /** @description The emails to send again, besides those that failed. */
        Retry: {
            /** @default false */
            unknown: boolean;
        };
        /**
         * @description * `owner` - owner
         *     * `member` - member
         * @enum {string}
         */
        RoleEnum: "owner" | "member";
        /** @description A page of the roster, and the names of all cohorts for a filter. */
        Roster: {
            cohorts: string[];
            next_cursor: string | null;
            results: components["schemas"]["RosterRow"][];
        };
        /**
         * @description A person enrolled in a course, as a member of its team sees them. `thread` is the direct thread of the two,
         *     `last_contact` the time of its newest message; `progress` is from 0 to 1.
         */
        RosterRow: {
            cohort: string | null;
            image_url: string;
            /**
             * Format: date-time
             * @description When one of you last wrote to the other
             */
            last_contact: string | null;
            name: string;
            /**
             * Format: double
             * @description From 0 to 1
             */
            progress: number | null;
            /** @enum {unknown} */
            role: "instructor" | "staff" | "learner" | null;
            /** @description The id of your direct thread */
            thread: number | null;
            username: string;
        };
        /**
         * @description * `team` - team
         *     * `site` - site
         * @enum {string}
         */
        RouteEnum: "team" | "site";
        /** @description Whether it is unread. */
        Seen: {
            unread: boolean;
        };
        /** @description The choices for an audience in a course. `ended` is the end of a course that has ended. */
        Segments: {
            all: number;
            announcements_url: string;
            assignments: components["schemas"]["Assignment"][];
            cohorts: components["schemas"]["AudienceCohort"][];
            course: components["schemas"]["Course"];
            /** Format: date-time */
            ended: string | null;
            fields: components["schemas"]["Field"][];
            modes: components["schemas"]["Mode"][];
            segments: components["schemas"]["WhoEnum"][];
            subject_max_length: number;
            team: number;
            time_zone: string;
            undo_seconds: number;
        };
        /** @description A report as its reporter sees it. `message` is None if the message was deleted since. */
        SentReport: {
            /** Format: date-time */
            created: string;
            id: number;
            message: number | null;
            route: components["schemas"]["RouteEnum"];
            /** @description `open` or `handled` */
            state: string;
        };
        /** @description Another person, and the courses in which the user may write to them. */
        SharedCourses: {
            person: components["schemas"]["Person"];
            results: components["schemas"]["Course"][];
        };
        /** @description A message that a report shares, as it was then. `is_reported`: it is the one that the report is about. */
        SharedText: {
            body_html: string;
            /** Format: date-time */
            created: string;
            files: string[];
            id: number;
            is_reported: boolean;
            sender: components["schemas"]["Person"] | null;
        };
        /** @description The answer to a first message. */
        StartedThread: {
            message: components["schemas"]["Message"];
            thread: components["schemas"]["Thread"];
        };
        /** @description My own view of a thread. */
        State: {
            archived: boolean;
            muted: boolean;
            starred: boolean;
        };
        /** @description A template. Only its author may edit it. */
        Template: {
            body: string;
            id: number;
            mine: boolean;
            name: string;
            subject: string;
        };
        /** @description A new template. */
        TemplateInput: {
            body?: string;
            course_id: string;
            name: string;
            subject?: string;
        };
        TemplatePage: {
            next_cursor: string | null;
            results: components["schemas"]["Template"][];
        };
        /** @description A thread in a user's inbox. `left` is the time at which they left; since then they receive nothing. */
        Thread: {
            archived: boolean;
            /**
             * Format: date-time
             * @description Since when it takes no messages
             */
            closed: string | null;
            course: components["schemas"]["Course"];
            group_chat: boolean;
            id: number;
            /** @enum {unknown} */
            kind: "direct" | "group" | "broadcast";
            last_message: components["schemas"]["LastMessage"] | null;
            /**
             * Format: date-time
             * @description Since when I get nothing new
             */
            left: string | null;
            muted: boolean;
            participant_count: number;
            participants: components["schemas"]["Person"][];
            /** @description Whether another person removed me */
            removed: boolean;
            starred: boolean;
            title: string;
            unread: number;
        };
        /** @description A cohort of a group, and whether the group is synced with it. */
        ThreadCohort: {
            id: number;
            in_step: boolean;
            name: string;
        };
        /**
         * @description A thread as its reader sees it. `cannot_write_reason` is a sentence, empty if they can write. `care` is one to
         *     show before they write, if messages of the course are checked for signs of distress.
         */
        ThreadDetail: {
            archived: boolean;
            broadcast: components["schemas"]["BroadcastRef"] | null;
            can: components["schemas"]["Abilities"];
            can_write: boolean;
            cannot_write_reason: string;
            care: string;
            /**
             * Format: date-time
             * @description Since when it takes no messages
             */
            closed: string | null;
            cohorts: components["schemas"]["ThreadCohort"][];
            course: components["schemas"]["Course"];
            /** Format: date-time */
            created: string;
            disclosures: components["schemas"]["Disclosure"][];
            group_chat: boolean;
            id: number;
            /** @enum {unknown} */
            kind: "direct" | "group" | "broadcast";
            last_message: components["schemas"]["LastMessage"] | null;
            /**
             * Format: date-time
             * @description Since when I get nothing new
             */
            left: string | null;
            members_may_add: boolean;
            members_may_remove: boolean;
            muted: boolean;
            /** @enum {unknown} */
            my_role: "owner" | "member";
            participant_count: number;
            participants: components["schemas"]["Person"][];
            /** @description Whether another person removed me */
            removed: boolean;
            starred: boolean;
            title: string;
            unread: number;
        };
        /** @description A first message to one person or, with `group_chat`, to several people and whole cohorts. */
        ThreadInput: {
            attachments?: number[];
            body: string;
            cohorts?: number[];
            context?: components["schemas"]["ContextInput"] | null;
            course_id: string;
            /** @default false */
            group_chat: boolean;
            /**
             * @description Sync the members with the cohorts
             * @default false
             */
            keep_in_step: boolean;
            recipients?: string[];
            title?: string;
        };
        ThreadPage: {
            next_cursor: string | null;
            results: components["schemas"]["Thread"][];
        };
        /**
         * @description * `all` - all
         *     * `modes` - modes
         *     * `cohorts` - cohorts
         *     * `people` - people
         *     * `not_started` - not_started
         *     * `inactive` - inactive
         *     * `not_submitted` - not_submitted
         *     * `scored_below` - scored_below
         * @enum {string}
         */
        WhoEnum: "all" | "modes" | "cohorts" | "people" | "not_started" | "inactive" | "not_submitted" | "scored_below";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    announcements_list: {
        parameters: {
            query: {
                course_id: string;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
                /**
                 * @description For the course team
                 *
                 *     * `draft` - Draft
                 *     * `scheduled` - Scheduled
                 *     * `published` - Published
                 *     * `expired` - Expired
                 *     * `unpublished` - Unpublished
                 */
                state?: "draft" | "scheduled" | "published" | "expired" | "unpublished";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    announcements_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnouncementInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Announcement"];
                };
            };
        };
    };
    announcements_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Announcement"];
                };
            };
        };
    };
    announcements_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    announcements_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedAnnouncementChange"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Announcement"];
                };
            };
        };
    };
    announcements_dismiss_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DismissInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dismissed"];
                };
            };
        };
    };
    announcements_seen_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seen"];
                };
            };
        };
    };
    announcements_banner_retrieve: {
        parameters: {
            query: {
                course_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BannerAnswer"];
                };
            };
        };
    };
    attachments_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
        };
    };
    attachments_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description No response body */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    attachments_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    audit_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyEntryPage"];
                };
            };
        };
    };
    blocks_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockPage"];
                };
            };
        };
    };
    blocks_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Block"];
                };
            };
        };
    };
    blocks_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                block_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    broadcasts_list: {
        parameters: {
            query: {
                course_id: string;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastPage"];
                };
            };
        };
    };
    broadcasts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BroadcastInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Broadcast"];
                };
            };
        };
    };
    broadcasts_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Broadcast"];
                };
            };
        };
    };
    broadcasts_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedBroadcastPatch"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Broadcast"];
                };
            };
        };
    };
    broadcasts_cancel_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Broadcast"];
                };
            };
        };
    };
    broadcast_recipients_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /**
                 * @description * `json` - json
                 *     * `csv` - csv
                 */
                format?: "json" | "csv" | "";
                /** @description At most the page's usual size */
                limit?: number;
                q?: string;
                /**
                 * @description * `email_failed` - email_failed
                 *     * `email_pending` - email_pending
                 *     * `email_sent` - email_sent
                 *     * `email_skipped` - email_skipped
                 *     * `email_unknown` - email_unknown
                 *     * `seen` - seen
                 *     * `skipped` - skipped
                 *     * `unseen` - unseen
                 */
                state?: "email_failed" | "email_pending" | "email_sent" | "email_skipped" | "email_unknown" | "seen" | "skipped" | "unseen" | "";
            };
            header?: never;
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastRowPage"];
                    "text/csv": string;
                };
            };
        };
    };
    broadcasts_reply_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedThread"];
                };
            };
        };
    };
    broadcasts_retry_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Retry"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
        };
    };
    broadcasts_send_now_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                broadcast_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Broadcast"];
                };
            };
        };
    };
    broadcasts_preview_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    broadcasts_segments_retrieve: {
        parameters: {
            query: {
                course_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segments"];
                };
            };
        };
    };
    templates_list: {
        parameters: {
            query: {
                course_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
        };
    };
    templates_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    templates_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    templates_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedTemplatePatch"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    broadcasts_test_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    care_list: {
        parameters: {
            query?: {
                course_id?: string;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
                /**
                 * @description * `open` - open
                 *     * `handled` - handled
                 */
                state?: "open" | "handled" | "";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareAlertPage"];
                };
            };
        };
    };
    care_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedMessage"];
                };
            };
        };
    };
    care_outcome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertOutcomeInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareAlert"];
                };
            };
        };
    };
    config_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
        };
    };
    cohorts_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cohorts"];
                };
            };
        };
    };
    recipients_list: {
        parameters: {
            query?: {
                /** @description Without the people in this thread of mine */
                exclude_thread?: number;
                q?: string;
                /** @description Only these, separated by commas */
                usernames?: string;
            };
            header?: never;
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipientPage"];
                };
            };
        };
    };
    roster_list: {
        parameters: {
            query?: {
                /** @description The name of a cohort */
                cohort?: string;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
                q?: string;
            };
            header?: never;
            path: {
                course_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
        };
    };
    export_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    export_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    export_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    export_file_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description No response body */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    emails_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
        };
    };
    receipts_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
            };
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptPage"];
                };
            };
        };
    };
    messages_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentReport"];
                };
            };
        };
    };
    notifications_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
        };
    };
    notifications_count_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Count"];
                };
            };
            /** @description No response body */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    notifications_read_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NotificationsReadInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Count"];
                };
            };
        };
    };
    people_courses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedCourses"];
                };
            };
        };
    };
    preferences_retrieve: {
        parameters: {
            query?: {
                course_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
        };
    };
    preferences_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedPreferencesInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
        };
    };
    preferences_name_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferredNameInfo"];
                };
            };
        };
    };
    preferences_name_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedPreferredNameInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferredNameInfo"];
                };
            };
        };
    };
    reports_list: {
        parameters: {
            query?: {
                course_id?: string;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
                /**
                 * @description * `open` - open
                 *     * `handled` - handled
                 */
                state?: "open" | "handled" | "";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPage"];
                };
            };
        };
    };
    reports_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDetail"];
                };
            };
        };
    };
    reports_outcome_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutcomeInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDetail"];
                };
            };
        };
    };
    reports_restriction_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDetail"];
                };
            };
        };
    };
    threads_list: {
        parameters: {
            query?: {
                /**
                 * @description * `archived` - archived
                 *     * `inbox` - inbox
                 *     * `sent` - sent
                 *     * `starred` - starred
                 */
                box?: "archived" | "inbox" | "sent" | "starred" | "";
                course_id?: string;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
                q?: string;
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadPage"];
                };
            };
        };
    };
    threads_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedThread"];
                };
            };
        };
    };
    threads_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadDetail"];
                };
            };
        };
    };
    threads_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedThreadChange"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadDetail"];
                };
            };
        };
    };
    messages_list: {
        parameters: {
            query?: {
                /** @description Only messages later than this one */
                after?: number;
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
            };
            header?: never;
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description No response body */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    messages_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
        };
    };
    participants_list: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page */
                cursor?: string;
                /** @description At most the page's usual size */
                limit?: number;
                q?: string;
            };
            header?: never;
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParticipantPage"];
                };
            };
        };
    };
    participants_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated request with the same key changes nothing */
                "Idempotency-Key"?: string;
            };
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParticipantsInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadDetail"];
                };
            };
        };
    };
    threads_participants_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread_id: string;
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    threads_participants_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread_id: string;
                username: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedParticipantChange"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"];
                };
            };
        };
    };
    threads_read_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Read"];
                };
            };
        };
    };
    threads_state_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PatchedStateInput"];
            };
        };
        responses: {
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
                };
            };
        };
    };
}
