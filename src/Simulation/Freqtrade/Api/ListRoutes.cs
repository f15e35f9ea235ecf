using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Lists of pairs, and their locks. Callers hold the books' lock.</summary>
internal sealed partial class ListRoutes(BotSettings settings, BotBooks books)
{
    public BotReply? Answer(BotRequest request)
    {
        string[] parts = request.Path.Split('/');
        return (request.Method, parts) switch
        {
            ("GET", ["whitelist"]) => BotReply.Ok(Named("whitelist", settings.Whitelist)),
            ("GET", ["blacklist"]) => Blacklist(new Dictionary<string, string>()),
            ("POST", ["blacklist"]) => AddToBlacklist(request),
            ("DELETE", ["blacklist"]) => RemoveFromBlacklist(request),
            ("GET", ["locks"]) => Locks(),
            ("POST", ["locks"]) => AddLocks(request),
            ("POST", ["locks", "delete"]) => RemoveLocks(request),
            ("DELETE", ["locks", var id]) => RemoveLock(id),
            _ => null,
        };
    }

    private static JsonObject Named(string name, IEnumerable<string> pairs)
    {
        JsonNode?[] items = [.. pairs.Select(pair => (JsonNode?)pair)];
        return new()
        {
            [name] = new JsonArray(items),
            ["length"] = items.Length,
            ["method"] = new JsonArray("StaticPairList"),
        };
    }

    private BotReply Blacklist(IReadOnlyDictionary<string, string> errors)
    {
        var json = Named("blacklist", books.Blacklist);
        json["blacklist_expanded"] = new JsonArray([.. books.Blacklist.Where(IsListed).Select(pair => (JsonNode?)pair)]);
        json["errors"] = new JsonObject(errors.Select(error => KeyValuePair.Create(error.Key, (JsonNode?)new JsonObject { ["error_msg"] = error.Value })));
        return BotReply.Ok(json);
    }

    private bool IsListed(string pair) => !pair.Contains('*') && books.Venue.Find(pair.Split('/')[0]) is not null;

    private BotReply AddToBlacklist(BotRequest request)
    {
        var (node, problem) = BodyReader.Parse(request.Body);
        if (problem is not null)
        {
            return problem;
        }

        var errors = new Dictionary<string, string>();
        foreach (var pair in (node as JsonObject)?["blacklist"]?.AsArray().Select(item => item!.GetValue<string>()) ?? [])
        {
            if (books.Blacklist.Contains(pair))
            {
                errors[pair] = $"Pair {pair} already in pairlist.";
            }
            else
            {
                books.Blacklist.Add(pair);
            }
        }

        return Blacklist(errors);
    }

    private BotReply RemoveFromBlacklist(BotRequest request)
    {
        var errors = new Dictionary<string, string>();
        foreach (var pair in request.Texts("pairs_to_delete").Where(pair => !books.Blacklist.Remove(pair)))
        {
            errors[pair] = $"Pair {pair} is not in the current blacklist.";
        }

        return Blacklist(errors);
    }

    private BotReply Locks()
    {
        JsonNode?[] shown = [.. books.Locks.Shown.Select(JsonOf)];
        return BotReply.Ok(new JsonObject { ["lock_count"] = shown.Length, ["locks"] = new JsonArray(shown) });
    }

    private static JsonObject JsonOf(PairLock item) => new()
    {
        ["id"] = item.Id,
        ["active"] = true,
        ["lock_end_time"] = Times.Plain(item.Until.ToUnixTimeMilliseconds()),
        ["lock_end_timestamp"] = item.Until.ToUnixTimeMilliseconds(),
        ["lock_time"] = Times.Plain(item.From.ToUnixTimeMilliseconds()),
        ["lock_timestamp"] = item.From.ToUnixTimeMilliseconds(),
        ["pair"] = item.Pair,
        ["side"] = item.Side,
        ["reason"] = item.Reason,
    };

    private BotReply AddLocks(BotRequest request)
    {
        var (node, problem) = BodyReader.Parse(request.Body);
        if (problem is not null)
        {
            return problem;
        }

        var wishes = node as JsonArray ?? [];
        for (var i = 0; i < wishes.Count; i++)
        {
            var until = wishes[i]!["until"]!.GetValue<string>();
            if (!Zone().IsMatch(until))
            {
                return BotReply.Malformed(BodyReader.Of("timezone_aware", ["body", i, "until"], "Input should have timezone info", until));
            }
        }

        foreach (var wish in wishes)
        {
            books.Locks.Add(
                wish!["pair"]!.GetValue<string>(),
                DateTimeOffset.Parse(wish["until"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                wish["side"]?.GetValue<string>() ?? "*",
                wish["reason"]?.GetValue<string>() ?? "",
                DateTimeOffset.FromUnixTimeMilliseconds(books.Venue.NowUnixMs));
        }

        return Locks();
    }

    private BotReply RemoveLocks(BotRequest request)
    {
        var (node, problem) = BodyReader.Parse(request.Body);
        if (problem is not null)
        {
            return problem;
        }

        var pair = (string?)node?["pair"];
        var id = (long?)node?["lockid"];
        books.Locks.Remove(item => item.Pair == pair || item.Id == id);
        return Locks();
    }

    private BotReply RemoveLock(string id)
    {
        books.Locks.Remove(item => item.Id.ToString(CultureInfo.InvariantCulture) == id);
        return Locks();
    }

    [GeneratedRegex(@"(Z|[+-]\d\d:?\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}
