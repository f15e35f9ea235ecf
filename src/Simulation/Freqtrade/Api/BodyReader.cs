using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Reads the fields of a request body, and collects what the bot would find wrong with them. Unknown fields are dropped without a word.</summary>
internal sealed class BodyReader
{
    private readonly JsonObject _body;
    private readonly List<JsonNode> _problems = [];

    private BodyReader(JsonObject body) => _body = body;

    /// <summary>What is wrong; null when nothing is.</summary>
    public BotReply? Problem => _problems.Count == 0 ? null : BotReply.Malformed(_problems);

    /// <summary>Takes a body apart. The reply says why that cannot be done.</summary>
    public static (BodyReader? Reader, BotReply? Problem) Open(string body)
    {
        var (node, problem) = Parse(body);
        return node switch
        {
            _ when problem is not null => (null, problem),
            JsonObject fields => (new(fields), null),
            _ => (null, BotReply.Malformed(Of("model_attributes_type", ["body"], "Input should be a valid dictionary or object to extract fields from", node))),
        };
    }

    /// <summary>A body of any kind.</summary>
    public static (JsonNode? Node, BotReply? Problem) Parse(string body)
    {
        if (body.Length == 0)
        {
            return (null, BotReply.Malformed(Of("missing", ["body"], "Field required", null)));
        }

        try
        {
            return (JsonNode.Parse(body), null);
        }
        catch (JsonException fault)
        {
            var problem = Of("json_invalid", ["body", (int)(fault.BytePositionInLine ?? 0)], "JSON decode error", new JsonObject());
            var isName = body.TrimStart().StartsWith('{');
            problem["ctx"] = new JsonObject { ["error"] = isName ? "Expecting property name enclosed in double quotes" : "Expecting value" };
            return (null, BotReply.Malformed(problem));
        }
    }

    /// <summary>One problem in the bot's form.</summary>
    public static JsonObject Of(string type, JsonNode[] place, string message, JsonNode? input) => new()
    {
        ["type"] = type,
        ["loc"] = new JsonArray([.. place]),
        ["msg"] = message,
        ["input"] = input?.DeepClone(),
    };

    public string RequiredText(string name)
    {
        if (!_body.ContainsKey(name))
        {
            _problems.Add(Of("missing", ["body", name], "Field required", _body));
            return "";
        }

        return Text(name) ?? "";
    }

    public string? Text(string name)
    {
        if (_body[name] is not { } node)
        {
            return null;
        }

        if (node.GetValueKind() == JsonValueKind.String)
        {
            return node.GetValue<string>();
        }

        _problems.Add(Of("string_type", ["body", name], "Input should be a valid string", node));
        return null;
    }

    /// <summary>A number or a text that names a trade.</summary>
    public string TradeId(string name)
    {
        if (_body[name] is { } node && node.GetValueKind() is JsonValueKind.Number or JsonValueKind.String)
        {
            return _body[name]!.ToString();
        }

        _problems.Add(Of("missing", ["body", name], "Field required", _body));
        return "";
    }

    public string? Choice(string name, string first, string second)
    {
        var value = Text(name);
        if (value is null || value == first || value == second)
        {
            return value;
        }

        var problem = Of("enum", ["body", name], $"Input should be '{first}' or '{second}'", value);
        problem["ctx"] = new JsonObject { ["expected"] = $"'{first}' or '{second}'" };
        _problems.Add(problem);
        return null;
    }

    public decimal? Number(string name)
    {
        if (_body[name] is not { } node)
        {
            return null;
        }

        if (node.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
            && decimal.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _problems.Add(node.GetValueKind() == JsonValueKind.String
            ? Of("float_parsing", ["body", name], "Input should be a valid number, unable to parse string as a number", node)
            : Of("float_type", ["body", name], "Input should be a valid number", node));
        return null;
    }
}
