using System.CommandLine;
using System.CommandLine.Parsing;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Client.Commands.Running;

/// <summary>Turns what the parser found wrong into lines with name, value and fix.</summary>
internal static class ConsoleUsage
{
    /// <summary>One line per problem.</summary>
    public static IEnumerable<string> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var path = PathOf(command);
        if (parse.UnmatchedTokens.Count > 0)
        {
            return parse.UnmatchedTokens.Select(token => Unknown(token, path, command)).Distinct();
        }

        return parse.Errors.Select(error => Line(error, path, command)).Distinct();
    }

    private static string PathOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{PathOf(parent)} {command.Name}"
        : "squeezeflow";

    private static string Line(ParseError error, string path, Command command)
    {
        if (error.SymbolResult is OptionResult { Tokens.Count: 0, IdentifierToken: not null } option)
        {
            return $"{option.Option.Name}: no value: give {option.Option.Name} {option.Option.HelpName ?? "VALUE"} (see: {path} --help)";
        }

        if (Missing(error, command) is { } argument)
        {
            var example = command is ConsoleCommand { Examples: [var first, ..] } ? $"give one, e.g. squeezeflow {first}" : $"see: {path} --help";
            return $"{argument}: missing: {example}";
        }

        return error.Message.Contains(": '", StringComparison.Ordinal)
            ? error.Message
            : $"{path}: {error.Message.TrimEnd('.')}: see: {path} --help";
    }

    private static string? Missing(ParseError error, Command command) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument: var argument } => argument.Name,
        OptionResult { Tokens.Count: 0, Option: var option } => option.Name,
        CommandResult result => command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && result.GetResult(argument) is null or { Tokens.Count: 0 })?.Name
            ?? command.Options.FirstOrDefault(option => option.Required && result.GetResult(option) is null or { Implicit: true })?.Name,
        _ => null,
    };

    private static string Unknown(string token, string path, Command command)
    {
        var known = token.StartsWith('-')
            ? command.Options.Concat(Recursive(command)).Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        var nearest = NearestName.Of(token, known);
        var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var guess = nearest is null ? string.Empty : $"did you mean '{nearest}'? ";
        return $"'{token}': unknown {kind}: {guess}see: {path} --help";
    }

    private static IEnumerable<Option> Recursive(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive);
}
