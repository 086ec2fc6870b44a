/**
 * Plain mail to people, through the SMTP server of whoever runs the installation. {@link
 * dev.tributary.server.mail.SendMail} gives one mail to that server within a deadline, or says why not; trying again is
 * the business of who has something to tell. {@link dev.tributary.server.mail.Outbox} takes mail that goes with a change,
 * and tries again by itself.
 */
@NullMarked
package dev.tributary.server.mail;

import org.jspecify.annotations.NullMarked;
