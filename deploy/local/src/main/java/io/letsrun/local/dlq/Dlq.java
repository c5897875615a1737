package io.letsrun.local.dlq;

import picocli.CommandLine.Command;

/** The console's verbs. */
@Command(
        name = "dlq",
        description = {
            "Dead letters: look, replay, discard, through the console of the running stack.",
            "A record that could not be stored is a dead letter. Nothing here deletes one.",
            "Times are in UTC. Exits with 0 when it is done, 1 when it was refused or failed, 2 when it was asked wrongly."
        },
        footer = {
            "",
            "Any other console: --url, with LETSRUN_CONSOLE_USER and LETSRUN_CONSOLE_PASSWORD in the environment."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListLetters.class,
            ShowLetter.class,
            ShowCauses.class,
            ReplayLetters.class,
            ListReplays.class,
            WatchReplay.class,
            PauseReplay.class,
            ResumeReplay.class,
            CancelReplay.class,
            DiscardLetters.class,
            EditLetter.class,
            ShowAudit.class
        })
public final class Dlq {}
