using System.CommandLine;
using System.CommandLine.Parsing;

namespace SqueezeFlow.Silo.Commands.Arguments;

/// <summary>Turns what the parser found wrong into lines with name, value and fix.</summary>
internal static class UsageErrors
{
    /// <summary>One line per problem.</summary>
    public static IEnumerable<string> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (parse.UnmatchedTokens.Count > 0)
        {
            return parse.UnmatchedTokens.Select(token => Unknown(token, command)).Distinct();
        }

        return parse.Errors.Select(error => Line(error, command)).Distinct();
    }

    private static string Line(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name}: no value: give {option.Option.Name} {option.Option.HelpName ?? "VALUE"}",
        ArgumentResult { Tokens.Count: 0 } argument => $"{argument.Argument.Name}: missing: see {command.Name} --help",
        _ when error.Message.Contains(": '", StringComparison.Ordinal) => error.Message,
        CommandResult when command.Arguments.Count > 0 => $"{command.Arguments[0].Name}: missing: see {command.Name} --help",
        CommandResult when command.Subcommands.Count > 0 => $"{command.Name}: incomplete: add one of {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}",
        _ => $"{command.Name}: {error.Message.TrimEnd('.')}: see --help",
    };

    private static string Unknown(string token, Command command)
    {
        if (token.StartsWith('-'))
        {
            return $"'{token}': unknown option: see {(command is RootCommand ? "" : command.Name + " ")}--help; configuration is written --Section:Key=value";
        }

        return command is RootCommand
            ? $"'{token}': unknown command: use run, demo, replay, backup, restore or config show"
            : $"'{token}': unexpected argument of {command.Name}: see {command.Name} --help";
    }
}
